// The worker's outboxes and what empties them: alerts go to the queue in Redis, clip jobs to the ring buffers, pictures and
// clips to dispatch, and so does, in its own time, what back-tests need. Gives ways to put things in; each is durable before it is offered to anybody.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { alertSchema, type Alert, type IncidentEvent } from '../contracts/index.ts';
import type { Clock } from './clock.ts';
import type { FoundProblem } from './found-problem.ts';
import { writeProbe } from './health/disk-watch.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { AlertQueue } from './outbox/alert-queue.ts';
import { startDrain, type Drain, type SendOutcome } from './outbox/drain.ts';
import { openOutbox, type Outbox, type OutboxState } from './outbox/outbox.ts';
import { noteAside } from './outbox/set-aside.ts';
import {
  pastUploadSchema,
  sendUpload,
  uploadSchema,
  type Dispatch,
  type PastUpload,
  type Upload,
} from './outbox/upload.ts';
import { clipJobFor, clipJobSchema, makeClip, type ClipJob } from './record/clip-job.ts';
import type { Rings } from './rings.ts';
import type { Folders } from './state/folders.ts';
import { refusalOf } from './state/refusal.ts';
import { writeWholeFile } from './state/whole-file.ts';

export interface Outboxes {
  /** `in-memory`: the disk refused it. It is still delivered unless the process dies first. */
  putAlert(alert: Alert): Promise<'durable' | 'in-memory'>;
  /** Picture now, clip when it has been recorded. Without dispatch there is nobody to send them to. */
  putPicture(incident: IncidentEvent, jpeg: Uint8Array): Promise<void>;
  putClip(incident: IncidentEvent): Promise<void>;
  /** What back-tests need of the past. */
  putGlimpse(cameraId: string, at: number, jpeg: Uint8Array): Promise<void>;
  putObservations(cameraId: string, block: ObservationBlock): Promise<void>;
  /** Whether the disk holds everything that was raised. */
  isDurable(): boolean;
  states(): Record<'alerts' | 'clips' | 'uploads' | 'past', OutboxState>;
  /** What the disk refuses, and why something waits. */
  problems(): readonly FoundProblem[];
  /** Resolves when `signal` has aborted. */
  readonly done: Promise<unknown>;
}

export interface ObservationBlock {
  /** `capturedAt` of the first and of the last observation. */
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

export interface OutboxesOptions {
  folders: Folders;
  queue: AlertQueue;
  dispatch: Dispatch | null;
  rings: Pick<Rings, 'of' | 'knows'>;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

/** Dispatch forgets the past after so long, too. Pictures and clips wait for ever. */
const pastKeptMs = 14 * 24 * 3_600_000;

export async function openOutboxes(options: OutboxesOptions): Promise<Outboxes> {
  const { folders, clock, dispatch } = options;
  const boxes = await openBoxes(options);
  const { alerts, clips, uploads, past } = boxes;
  if (dispatch?.link) await noteAside(folders.refused, dispatch.link.watch);
  const alertDrain = drainAlerts(options, alerts);
  const uploading = drainMedia(options, uploads);
  const pastDrain =
    dispatch &&
    drainUploads(options, { name: 'past', outbox: past, maxAgeMs: pastKeptMs }, dispatch);
  const putUpload = async (upload: Upload) => {
    await uploads.put(upload, clock.now());
    uploading.nudge(upload.kind);
  };
  const clipDrain = dispatch && drainClips(options, clips, putUpload);
  const drains = [alertDrain, clipDrain, ...uploading.drains, pastDrain].filter(
    (one) => one !== null,
  );
  return {
    async putAlert(alert) {
      const result = await alerts.put(alert, clock.now());
      alertDrain.nudge();
      return result;
    },
    async putPicture({ incidentId, sequence: opening }, jpeg) {
      if (!dispatch) return;
      const file = uploadName(incidentId, opening, 'jpg');
      await writeWholeFile(join(folders.uploadFiles, file), jpeg);
      await putUpload({ kind: 'picture', incidentId, opening, file });
    },
    async putClip(incident) {
      const job = { ...clipJobFor(incident), opening: incident.sequence };
      if (dispatch) await clips.put(job, clock.now());
    },
    ...putsPast(options, past, pastDrain),
    isDurable: () => alerts.state().unwritten === 0,
    ...statesOf(boxes, drains, dispatch),
  };
}

/** One after the other: what the disk says to the first, it says to all. */
async function openBoxes({ folders, log, clock }: OutboxesOptions) {
  const now = clock.now();
  return {
    alerts: await openOutbox({ dir: folders.alerts, schema: alertSchema, log, now }),
    clips: await openOutbox({ dir: folders.clips, schema: clipJobSchema, log, now }),
    uploads: await openOutbox({ dir: folders.uploads, schema: uploadSchema, log, now }),
    past: await openOutbox({ dir: folders.past, schema: pastUploadSchema, log, now }),
  };
}

function statesOf(
  { alerts, clips, uploads, past }: Awaited<ReturnType<typeof openBoxes>>,
  drains: readonly Drain[],
  dispatch: Dispatch | null,
): Pick<Outboxes, 'states' | 'problems' | 'done'> {
  const states = () => ({
    alerts: alerts.state(),
    clips: clips.state(),
    uploads: uploads.state(),
    past: past.state(),
  });
  return {
    states,
    problems: () => [
      ...Object.values(states()).flatMap(({ problems }) => problems),
      ...drains.flatMap((drain) => drain.problems()),
      ...(dispatch?.link?.watch.problems() ?? []),
    ],
    done: Promise.all(drains.map(({ done }) => done)),
  };
}

/** Two drains at once: a small picture never waits behind a clip. */
function drainMedia(options: OutboxesOptions, outbox: Outbox<Upload>) {
  const { dispatch } = options;
  const drainOf = (kind: Upload['kind'], name: string) =>
    dispatch && drainUploads(options, { name, outbox: onlyOf(outbox, kind) }, dispatch);
  const drains = { picture: drainOf('picture', 'pictures'), clip: drainOf('clip', 'clips') };
  return {
    nudge: (kind: Upload['kind']) => drains[kind]?.nudge(),
    drains: [drains.picture, drains.clip],
  };
}

/** The entries of one kind. */
function onlyOf(outbox: Outbox<Upload>, kind: Upload['kind']): Outbox<Upload> {
  return { ...outbox, entries: () => outbox.entries().filter(({ item }) => item.kind === kind) };
}

/** What back-tests need goes by an outbox of its own. */
function putsPast(
  { folders, clock, dispatch }: OutboxesOptions,
  outbox: Outbox<PastUpload>,
  drain: Drain | null,
): Pick<Outboxes, 'putGlimpse' | 'putObservations'> {
  const put = async (upload: PastUpload, content: Uint8Array) => {
    if (!dispatch) return;
    await writeWholeFile(join(folders.uploadFiles, upload.file), content);
    await outbox.put(upload, clock.now());
    drain?.nudge();
  };
  return {
    putGlimpse: (cameraId, at, jpeg) =>
      put({ kind: 'glimpse', cameraId, at, file: `glimpse-${cameraId}-${at}.jpg` }, jpeg),
    putObservations: (cameraId, { from, to, bytes }) => {
      const file = `observations-${cameraId}-${from}-${to}.fwlog`;
      return put({ kind: 'observations', cameraId, from, to, file }, bytes);
    },
  };
}

function drainAlerts(options: OutboxesOptions, outbox: Outbox<Alert>): Drain {
  const { queue, dispatch, clock, log, signal } = options;
  const line = dispatch?.link?.line;
  // No upload begins a new piece while an alert is on its way.
  const hold = (send: () => Promise<SendOutcome>) => (line ? line.hold('alerts', send) : send());
  return startDrain({
    name: 'alerts',
    ...{ outbox, clock, log, signal },
    send: (alert) => hold(() => queue.send(alert)),
    keyOf: ({ incident }) => incident.incidentId,
  });
}

function drainClips(
  options: OutboxesOptions,
  outbox: Outbox<ClipJob>,
  putUpload: (upload: Upload) => Promise<void>,
): Drain {
  const { folders, rings, clock, log, signal } = options;
  return startDrain({
    name: 'clips',
    ...{ outbox, clock, log, signal },
    keyOf: ({ incidentId }) => incidentId,
    longestDelayMs: 2000,
    send: async (job) => {
      const { incidentId, opening = 1 } = job;
      const buffer = rings.of(job.cameraId);
      if (!buffer && !rings.knows(job.cameraId))
        return { outcome: 'permanent', reason: 'its camera is not in the site any more' };
      if (!buffer) return { outcome: 'retry', reason: 'nothing can be recorded', scope: 'this' };
      const file = uploadName(incidentId, opening, 'mp4');
      const onCut = () => putUpload({ kind: 'clip', incidentId, opening, file });
      const out = join(folders.uploadFiles, file);
      const outcome = await makeClip(job, { buffer, now: clock.now(), out, onCut });
      // What fails on a disk that takes nothing is tried again when it does.
      return outcome.outcome === 'permanent'
        ? ((await refusalIn(folders.uploadFiles)) ?? outcome)
        : outcome;
    },
  });
}

/** Null when the disk takes files. */
async function refusalIn(folder: string): Promise<SendOutcome | null> {
  try {
    await mkdir(folder, { recursive: true });
    await writeProbe(folder);
    return null;
  } catch (error) {
    const problem = refusalOf(error, folder);
    return { outcome: 'retry', reason: problem.code, scope: 'this', problem };
  }
}

function drainUploads<T extends Upload | PastUpload>(
  options: OutboxesOptions,
  { name, outbox, maxAgeMs }: { name: string; outbox: Outbox<T>; maxAgeMs?: number },
  dispatch: Dispatch,
): Drain {
  const { folders, metrics, clock, log, signal } = options;
  return startDrain({
    ...{ name, outbox, clock, log, signal },
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    keyOf: ({ file }) => file,
    send: (upload) =>
      sendUpload(upload, join(folders.uploadFiles, upload.file), dispatch, {
        aside: folders.refused,
        now: clock.now(),
      }),
    onDone: async ({ kind, file }, result) => {
      metrics.uploadsDone.inc({ kind, result });
      // What was refused lies aside.
      if (result !== 'refused') await rm(join(folders.uploadFiles, file), { force: true });
    },
  });
}

/** Each opening has files of its own: those of an earlier one may still wait. */
function uploadName(incidentId: string, opening: number, extension: string): string {
  return `${incidentId.replaceAll(/[^\w-]/g, '_')}-${opening}.${extension}`;
}
