// Gathers the record of a case for a bundle: alerts, fence versions, models, software, observations, pictures from before and
// after. Takes the store and the history; returns the record with its files, and what is missing.
import { buffer } from 'node:stream/consumers';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert, Calendar, CaseOpening, KeptEvidence } from '../../contracts/index.ts';
import { utf8 } from '../../evidence/bytes.ts';
import type { BundleFile } from '../../evidence/bundle.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import {
  spanOf,
  type CaseRecordFile,
  type Missing,
  type RecordFence,
  type RecordIncident,
} from '../../evidence/case-record.ts';
import type { Past } from '../history/open-history.ts';
import type { Store } from '../store/store.ts';
import { absentMedia, clipsOf, missingInClips } from './record-media.ts';

export interface RecordSources {
  store: Pick<Store, 'cases' | 'fences' | 'media'>;
  past: Past;
  site: { timezone: string; calendar: Calendar };
  /** Of dispatch. */
  software: string;
  /** Of an edge, as it reported last. */
  softwareOf: (edgeId: string) => string | null;
}

export interface CaseOfRecord {
  id: string;
  kind: string;
  evidence?: Pick<KeptEvidence, 'deleted'> | undefined;
  /** With the content of their clips, if known. */
  openings?: readonly CaseOpening[] | undefined;
}

export interface GatheredRecord {
  record: CaseRecordFile;
  files: BundleFile[];
}

interface Gathering {
  sources: RecordSources;
  caseId: string;
  alerts: readonly Alert[];
  files: BundleFile[];
  missing: Missing[];
}

export async function gatherRecord(
  sources: RecordSources,
  { id, kind, evidence, openings = [] }: CaseOfRecord,
): Promise<GatheredRecord> {
  const rows = await sources.store.cases.alertsOf(id);
  const alerts = rows.map(({ alert }) => alert);
  const gathering: Gathering = { sources, caseId: id, alerts, files: [], missing: [] };
  const observations = await observationsOf(gathering);
  const fences = await fencesOf(gathering);
  const incidents: RecordIncident[] = [];
  for (const own of grouped(alerts, ({ incident }) => incident.incidentId)) {
    const incident = await incidentOf(gathering, own, incidents.length + 1);
    incidents.push({ ...incident, clips: clipsOf(openings, incident.incidentId) });
  }
  gathering.missing.push(...(await absentMedia(sources, alerts, evidence?.deleted ?? [])));
  gathering.missing.push(...missingInClips(openings));
  const { timezone, calendar } = sources.site;
  const { software } = sources;
  const { files, missing } = gathering;
  const about = { version: 1, caseId: id, kind, timezone, calendar, software } as const;
  const record = { ...about, incidents, fences, observations, missing };
  return { record, files };
}

/** Written last, when it is known what is missing. */
export function recordFile(record: CaseRecordFile): BundleFile {
  const text = utf8(canonicalJson(record));
  const about = 'what was seen, by which fence, rule, model and software, and what is missing';
  return { path: recordPath(record.caseId), about, bytes: () => Promise.resolve(text) };
}

export function recordPath(caseId: string): string {
  return `${caseId}/evidence.json`;
}

async function observationsOf({ sources, caseId, alerts, files, missing }: Gathering) {
  const found: CaseRecordFile['observations'] = [];
  for (const own of grouped(alerts, ({ incident }) => incident.cameraId)) {
    const { cameraId } = own[0].incident;
    const { from, to } = spanOf(own);
    const { log } = await sources.past.observations.read(cameraId, from, to);
    const bytes = new Uint8Array(await buffer(log));
    const miss = (why: string) => missing.push({ what: 'observations', about: cameraId, why });
    if (bytes.length === 0) {
      miss('none of this time are kept: they are too old, or have not come yet');
      continue;
    }
    const path = `${caseId}/observations-${found.length + 1}.fwlog`;
    const about = `observations of camera ${cameraId}`;
    files.push({ path, about, bytes: () => Promise.resolve(bytes) });
    found.push({ cameraId, file: path, from: utcOf(from), to: utcOf(to) });
    for (const why of await gapsOf(sources, cameraId, own)) miss(why);
  }
  return found;
}

/** Only while something happened: data missing from long before does not count as a gap. */
async function gapsOf(
  { past }: RecordSources,
  cameraId: string,
  alerts: readonly Alert[],
): Promise<string[]> {
  const from = Math.min(...alerts.map(({ incident }) => incident.presentSince));
  const to = Math.max(...alerts.map(({ incident }) => incident.capturedAt));
  const stretches = await past.observations.stretches(cameraId);
  const gaps: string[] = [];
  let until = from;
  for (const stretch of stretches.filter((one) => one.to >= from && one.from <= to)) {
    if (stretch.from > until) gaps.push(`none from ${utcOf(until)} to ${utcOf(stretch.from)}`);
    until = Math.max(until, stretch.to);
  }
  if (until < to) gaps.push(`none from ${utcOf(until)} to ${utcOf(to)}`);
  return gaps;
}

async function fencesOf({ sources, alerts, missing }: Gathering): Promise<RecordFence[]> {
  const found: RecordFence[] = [];
  const named = (alert: Alert) => `${alert.incident.fenceId} ${alert.incident.fenceVersion}`;
  for (const [{ incident }] of grouped(alerts, named)) {
    const { fenceId, fenceVersion } = incident;
    const version = await sources.store.fences.find(fenceId, fenceVersion);
    if (version?.fence) {
      const { at: armedAt, author, fence } = version;
      found.push({ fenceId, version: fenceVersion, armedAt, author, fence: { ...fence } });
    } else {
      const why = `dispatch has no version ${fenceVersion} of it`;
      missing.push({ what: 'fence', about: fenceId, why });
    }
  }
  return found;
}

async function incidentOf(
  gathering: Gathering,
  alerts: readonly [Alert, ...Alert[]],
  number: number,
): Promise<RecordIncident> {
  const { sources, missing } = gathering;
  const [{ incident, edgeId, cameraName, model }] = alerts;
  const { incidentId, cameraId, presentSince, openedAt } = incident;
  const cleared = alerts.findLast((alert) => alert.incident.event === 'cleared') ?? null;
  const software = sources.softwareOf(edgeId);
  if (software === null)
    missing.push({ what: 'software', about: edgeId, why: 'the edge has not reported since' });
  return {
    incidentId,
    cameraId,
    cameraName,
    edgeId,
    software,
    model,
    alerts: [...alerts],
    presentSince: utcOf(presentSince),
    openedAt: utcOf(openedAt),
    clearedAt: cleared && utcOf(cleared.incident.capturedAt),
    rule: incident.trace.rule,
    ...(await picturesOf(gathering, { incident, cleared, number })),
  };
}

interface Pictured {
  incident: Alert['incident'];
  cleared: Alert | null;
  number: number;
}

/** The last thumbnail from before the object appeared, and the first after it was gone. */
async function picturesOf(gathering: Gathering, { incident, cleared, number }: Pictured) {
  const { cameraId, incidentId, presentSince } = incident;
  const { thumbnails } = gathering.sources.past;
  const dayMs = 24 * 3_600_000;
  const before = (await thumbnails.within(cameraId, presentSince - dayMs, presentSince)).at(-1);
  const goneAt = cleared?.incident.capturedAt ?? null;
  const after =
    goneAt === null ? undefined : (await thumbnails.within(cameraId, goneAt, goneAt + dayMs))[0];
  const miss = (what: 'picture-before' | 'picture-after', why: string) => {
    gathering.missing.push({ what, about: incidentId, why });
    return null;
  };
  const add = (name: string, at: number) => addPicture(gathering, { cameraId, at, name, number });
  return {
    pictureBefore:
      before === undefined
        ? miss('picture-before', 'no picture of the camera from before is kept')
        : await add('before', before),
    pictureAfter:
      after === undefined
        ? miss('picture-after', goneAt === null ? 'it is still there' : 'none was taken since')
        : await add('after', after),
  };
}

interface Small {
  cameraId: string;
  at: number;
  name: string;
  number: number;
}

async function addPicture(
  { sources, caseId, files }: Gathering,
  { cameraId, at, name, number }: Small,
): Promise<string | null> {
  const place = await sources.past.thumbnails.find(cameraId, at);
  if (place === null) return null;
  const path = `${caseId}/camera-${number}-${name}.jpg`;
  const about = `small picture of camera ${cameraId} at ${utcOf(at)}`;
  files.push({ path, about, bytes: () => readFile(join(place.folder, place.file)) });
  return path;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function utcOf(at: number): string {
  return new Date(at).toISOString();
}
