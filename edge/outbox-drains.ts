// What empties the worker's outboxes, each in a loop of its own: alerts go to the queue, clip jobs to the ring buffers, pictures
// and clips to dispatch, and so does what back-tests need. Takes an outbox and the way out; gives a drain to nudge.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert } from '../contracts/index.ts';
import { startDrain, type Drain, type SendOutcome } from './outbox/drain.ts';
import type { Outbox } from './outbox/outbox.ts';
import { sendUpload, type Dispatch, type PastUpload, type Upload } from './outbox/upload.ts';
import type { OutboxesOptions } from './outboxes-options.ts';
import { makeClip, type ClipJob } from './record/clip-job.ts';
import { roomIn, writeProbe } from './state/disk-room.ts';
import { refusalOf } from './state/refusal.ts';

/** Dispatch forgets the past after so long, too. Pictures and clips wait for ever. */
const pastKeptMs = 14 * 24 * 3_600_000;

/** Two drains at once: a small picture never waits behind a clip. */
export function drainMedia(options: OutboxesOptions, outbox: Outbox<Upload>) {
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

export function drainAlerts(options: OutboxesOptions, outbox: Outbox<Alert>): Drain {
  const { queue, dispatch, clock, log, signal } = options;
  const line = dispatch?.link?.line;
  // No upload begins a new piece while an alert is on its way.
  const hold = (send: () => Promise<SendOutcome>) => (line ? line.hold('alerts', send) : send());
  return startDrain({
    name: 'alerts',
    outbox,
    clock,
    log,
    signal,
    send: (alert) => hold(() => queue.send(alert)),
    keyOf: ({ incident }) => incident.incidentId,
  });
}

export function drainClips(
  options: OutboxesOptions,
  outbox: Outbox<ClipJob>,
  putUpload: (upload: Upload) => Promise<void>,
): Drain {
  const { folders, rings, clock, log, signal } = options;
  return startDrain({
    name: 'clips',
    outbox,
    clock,
    log,
    signal,
    keyOf: ({ incidentId }) => incidentId,
    longestDelayMs: 2000,
    send: async (job) => {
      const buffer = rings.of(job.cameraId);
      if (!buffer && !rings.knows(job.cameraId))
        return { outcome: 'permanent', reason: 'its camera is not in the site any more' };
      if (!buffer) return { outcome: 'retry', reason: 'nothing can be recorded', scope: 'this' };
      const { incidentId, opening = 1 } = job;
      const file = uploadName(incidentId, opening, 'mp4');
      const onCut = () => putUpload({ kind: 'clip', incidentId, opening, file });
      const out = join(folders.uploadFiles, file);
      const outcome = await makeClip(job, { buffer, now: clock.now(), out, onCut });
      // What fails on a disk that takes nothing is tried again when it does.
      return outcome.outcome === 'permanent'
        ? ((await refusalIn(folders.uploadFiles, buffer.bytesWithin(job.fromMs, job.toMs))) ??
            outcome)
        : outcome;
    },
  });
}

/** Null when the disk takes files, and has room for one of so many bytes. */
async function refusalIn(folder: string, bytes: number): Promise<SendOutcome | null> {
  try {
    await mkdir(folder, { recursive: true });
    await writeProbe(folder);
    const { freeBytes, totalBytes } = await roomIn(folder);
    // A clip has some bytes more than the segments that it is cut from.
    if (freeBytes > bytes * 1.25) return null;
    const values = { freeBytes, totalBytes };
    const problem = { code: 'disk-full', subject: folder, values } as const;
    return { outcome: 'retry', reason: problem.code, scope: 'this', problem };
  } catch (error) {
    const problem = refusalOf(error, folder);
    return { outcome: 'retry', reason: problem.code, scope: 'this', problem };
  }
}

export function drainPast(options: OutboxesOptions, outbox: Outbox<PastUpload>): Drain | null {
  const { dispatch } = options;
  return (
    dispatch && drainUploads(options, { name: 'past', outbox, maxAgeMs: pastKeptMs }, dispatch)
  );
}

function drainUploads<T extends Upload | PastUpload>(
  options: OutboxesOptions,
  { name, outbox, maxAgeMs }: { name: string; outbox: Outbox<T>; maxAgeMs?: number },
  dispatch: Dispatch,
): Drain {
  const { folders, metrics, clock, log, signal } = options;
  return startDrain({
    name,
    outbox,
    clock,
    log,
    signal,
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
export function uploadName(incidentId: string, opening: number, extension: string): string {
  return `${incidentId.replaceAll(/[^\w-]/g, '_')}-${opening}.${extension}`;
}
