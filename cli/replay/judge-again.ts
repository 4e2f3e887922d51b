// Judges the incidents of a case again: runs the stored observations through the fence engine with the fences of that time. Takes
// a bundle's record and each camera's observations; returns for each alert whether the engine gives the identical result.
import {
  completeFence,
  fenceFileSchema,
  type Fence,
  type IncidentEvent,
  type Observation,
} from '../../contracts/index.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import type { CaseRecordFile, RecordIncident } from '../../evidence/case-record.ts';
import { createFenceEngine, emptyEngineState } from '../../geofences/index.ts';

export type AlertVerdict =
  | { verdict: 'same' }
  /** Fields that differ, each with the alert's value and the engine's value now. */
  | { verdict: 'differs'; differences: Difference[] }
  /** The engine does not raise it. */
  | { verdict: 'not-raised' }
  /** The bundle lacks what the verdict needs. */
  | { verdict: 'cannot-be-said'; missing: 'observations' | 'fence' };

export interface Difference {
  path: string;
  then: unknown;
  now: unknown;
}

export interface JudgedAlert {
  incidentId: string;
  sequence: number;
  result: AlertVerdict;
}

export interface JudgedCase {
  alerts: JudgedAlert[];
  /** Events of these incidents that the engine raises in addition to the received alerts. */
  unheard: IncidentEvent[];
}

export interface KeptObservations {
  /** In order of `capturedAt`; none when they were not stored. */
  of: (cameraId: string) => AsyncIterable<Observation>;
}

export async function judgeAgain(
  record: CaseRecordFile,
  observations: KeptObservations,
): Promise<JudgedCase> {
  const judged: JudgedCase = { alerts: [], unheard: [] };
  const cameraIds = [...new Set(record.incidents.map(({ cameraId }) => cameraId))];
  for (const cameraId of cameraIds) {
    const incidents = record.incidents.filter((one) => one.cameraId === cameraId);
    const run = await runCamera(record, incidents, observations.of(cameraId));
    for (const incident of incidents) judged.alerts.push(...verdictsOf(incident, run));
    judged.unheard.push(...unheardIn(incidents, run));
  }
  return judged;
}

interface Run {
  /** By incident and sequence. */
  events: Map<string, IncidentEvent>;
  seen: { from: number; to: number } | null;
  fences: ReadonlySet<string>;
}

async function runCamera(
  { fences, timezone, calendar }: CaseRecordFile,
  incidents: readonly RecordIncident[],
  observations: AsyncIterable<Observation>,
): Promise<Run> {
  const versions = fences.flatMap((one) => versionOf(one) ?? []);
  const ids = new Set(incidents.flatMap(({ alerts }) => alerts.map((one) => one.incident.fenceId)));
  const own = versions.filter(({ fence }) => ids.has(fence.id));
  const events = new Map<string, IncidentEvent>();
  let state = emptyEngineState;
  const times: number[] = [];
  let inForce = '';
  let engine = createFenceEngine([], timezone, calendar);
  for await (const observation of observations) {
    const now = fencesAt(own, observation.capturedAt);
    const names = now.map(({ id, version }) => `${id} ${version}`).join('\n');
    if (names !== inForce) engine = createFenceEngine(now, timezone, calendar);
    inForce = names;
    const advance = engine.advance(state, observation);
    state = advance.state;
    times.push(observation.capturedAt);
    for (const event of advance.events) events.set(keyOf(event), event);
  }
  const known = new Set(own.map(({ fence }) => `${fence.id} ${fence.version}`));
  const from = times[0];
  const to = times.at(-1);
  const seen = from === undefined || to === undefined ? null : { from, to };
  return { events, seen, fences: known };
}

interface FenceOfThen {
  fence: Fence;
  armedAt: number;
}

/** Null for a fence that this release cannot read. */
function versionOf({ version, armedAt, fence }: CaseRecordFile['fences'][number]) {
  const parsed = fenceFileSchema.safeParse(fence);
  return parsed.success ? { armedAt, fence: completeFence(parsed.data, version) } : null;
}

/** The newest version of each fence armed at that time; before the first version, the first one. */
function fencesAt(versions: readonly FenceOfThen[], at: number): Fence[] {
  const ids = [...new Set(versions.map(({ fence }) => fence.id))];
  return ids.flatMap((id) => {
    const own = versions.filter(({ fence }) => fence.id === id);
    const ordered = own.toSorted((one, other) => one.fence.version - other.fence.version);
    const armed = ordered.findLast(({ armedAt }) => armedAt <= at) ?? ordered[0];
    return armed === undefined ? [] : [armed.fence];
  });
}

function keyOf({ incidentId, sequence }: IncidentEvent): string {
  return `${incidentId} ${sequence}`;
}

function verdictsOf({ alerts }: RecordIncident, run: Run): JudgedAlert[] {
  return alerts.map(({ incident }) => {
    const { incidentId, sequence } = incident;
    return { incidentId, sequence, result: verdictOf(incident, run) };
  });
}

function verdictOf(then: IncidentEvent, { events, seen, fences }: Run): AlertVerdict {
  if (!fences.has(`${then.fenceId} ${then.fenceVersion}`))
    return { verdict: 'cannot-be-said', missing: 'fence' };
  if (seen === null || then.presentSince < seen.from || then.capturedAt > seen.to)
    return { verdict: 'cannot-be-said', missing: 'observations' };
  const now = events.get(keyOf(then));
  if (now === undefined) return { verdict: 'not-raised' };
  if (canonicalJson(now) === canonicalJson(then)) return { verdict: 'same' };
  return { verdict: 'differs', differences: differencesOf('', then, now) };
}

function differencesOf(path: string, then: unknown, now: unknown): Difference[] {
  if (isObject(then) && isObject(now)) {
    const names = new Set([...Object.keys(then), ...Object.keys(now)]);
    return [...names].flatMap((name) =>
      differencesOf(path === '' ? name : `${path}.${name}`, then[name], now[name]),
    );
  }
  const isSame = JSON.stringify(then) === JSON.stringify(now);
  return isSame ? [] : [{ path, then: then ?? null, now: now ?? null }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Events up to the last received alert: later ones had not happened when the record was written. */
function unheardIn(incidents: readonly RecordIncident[], { events }: Run): IncidentEvent[] {
  const heard = new Set(
    incidents.flatMap(({ alerts }) => alerts.map(({ incident }) => keyOf(incident))),
  );
  const last = new Map(
    incidents.map(({ incidentId, alerts }) => [
      incidentId,
      Math.max(...alerts.map(({ incident }) => incident.capturedAt)),
    ]),
  );
  return [...events.values()].filter(
    (event) =>
      !heard.has(keyOf(event)) && event.capturedAt <= (last.get(event.incidentId) ?? -Infinity),
  );
}
