// Runs the edge pipeline over a film and keeps what a bundle would: the alerts, the fences, and the observation log. Takes a camera
// with a file as its source; returns the record in the form that a bundle has, and its files.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Camera, IncidentEvent, Site } from '../../contracts/index.ts';
import { createObservationFile, type ObservationFile } from '../../cli/observation-file.ts';
import type { Detector } from '../../detectors/detector.ts';
import { openCapture } from '../../edge/capture/open-capture.ts';
import { toAlert } from '../../edge/alerts/to-alert.ts';
import { createFenceMemory } from '../../edge/fences/fence-memory.ts';
import { createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import {
  caseRecordSchema,
  type CaseRecordFile,
  type RecordIncident,
} from '../../evidence/case-record.ts';
import { systemClock } from '../../host/clock.ts';

export interface Film {
  site: Site;
  /** Its source is the film. */
  camera: Camera;
  detector: Detector;
}

export interface FilmRecord {
  record: CaseRecordFile;
  files: ReadonlyMap<string, Uint8Array>;
  frames: number;
}

const logName = 'observations-1.fwlog';

/** @throws CaptureError when the film cannot be read to its end */
export async function recordOfFilm(film: Film): Promise<FilmRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-replay-'));
  const path = join(folder, logName);
  try {
    const log = await createObservationFile(path);
    const seen = await watchAll(film, log);
    const files = new Map([[logName, new Uint8Array(await readFile(path))]]);
    return { record: asInBundle(recordOf(film, seen)), files, frames: seen.times.length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Seen {
  events: IncidentEvent[];
  times: number[];
}

async function watchAll(film: Film, log: ObservationFile): Promise<Seen> {
  try {
    return await watch(film, log);
  } finally {
    await log.close();
  }
}

async function watch({ site, camera, detector }: Film, log: ObservationFile): Promise<Seen> {
  const { fences, timezone, calendar } = site;
  const pipeline = createCameraPipeline({ camera, fences, timezone, calendar, detector });
  const capture = openCapture({
    camera,
    periodMs: camera.analysis.periodMs,
    decode: camera.analysis.decode,
    transport: 'tcp',
    signal: new AbortController().signal,
    clock: systemClock,
    realtime: false,
  });
  const seen: Seen = { events: [], times: [] };
  for await (const frame of capture) {
    const { observation, watched, events } = await pipeline.process(frame);
    seen.times.push(observation.capturedAt);
    seen.events.push(...events);
    await log.add(observation, watched);
  }
  return seen;
}

function recordOf(film: Film, { events, times }: Seen): CaseRecordFile {
  const { site, camera } = film;
  const { timezone, calendar } = site;
  const [first = 0] = times;
  const ids = [...new Set(events.map(({ incidentId }) => incidentId))];
  const span = { from: utcOf(first), to: utcOf(times.at(-1) ?? first) };
  return {
    version: 1,
    caseId: camera.id,
    kind: events[0]?.kind ?? 'none',
    timezone,
    calendar,
    software: 'fencewatch',
    incidents: ids.map((id) => incidentOf(film, events, id)),
    fences: fencesOf(film, first),
    observations: [{ cameraId: camera.id, file: logName, ...span }],
    missing: [],
  };
}

function fencesOf({ site, camera }: Film, armedAt: number): CaseRecordFile['fences'] {
  return site.writtenFences
    .filter((fence) => fence.camera === camera.id)
    .map((fence) => ({
      fenceId: fence.id,
      version: 1,
      armedAt,
      author: 'site',
      fence: { ...fence },
    }));
}

function incidentOf(
  { site, camera, detector }: Film,
  all: readonly IncidentEvent[],
  incidentId: string,
): RecordIncident {
  const memory = createFenceMemory();
  memory.learn(site.fences);
  const { name, sha256 } = detector.model;
  const model = { name, sha256 };
  const events = all.filter((event) => event.incidentId === incidentId);
  const alerts = events.map((event) =>
    toAlert(event, {
      edgeId: 'replay',
      camera,
      fence: memory.fenceOf(event),
      model,
      raisedAt: event.capturedAt,
    }),
  );
  const cleared = events.findLast(({ event }) => event === 'cleared');
  const [first] = events;
  return {
    incidentId,
    cameraId: camera.id,
    cameraName: camera.name,
    edgeId: 'replay',
    software: null,
    presentSince: utcOf(first?.presentSince ?? 0),
    openedAt: utcOf(first?.openedAt ?? 0),
    clearedAt: cleared === undefined ? null : utcOf(cleared.capturedAt),
    rule: first?.trace.rule ?? '',
    model,
    alerts,
    pictureBefore: null,
    pictureAfter: null,
  };
}

/** Written and read as in a bundle: what JSON cannot hold would be lost there, too. */
function asInBundle(record: CaseRecordFile): CaseRecordFile {
  return caseRecordSchema.parse(JSON.parse(canonicalJson(record)));
}

function utcOf(at: number): string {
  return new Date(at).toISOString();
}
