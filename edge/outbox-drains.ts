// Drains the worker's outboxes, each in its own loop: alerts go to the queue, clip jobs to the ring buffers, and pictures, clips
// and history for back-tests to dispatch. Takes an outbox and its target; returns a drain to nudge.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert } from '../contracts/index.ts';
import { startDrain, type Drain, type SendOutcome } from './outbox/drain.ts';
import type { Outbox } from './outbox/outbox.ts';
import { sendUpload, type Dispatch, type HistoryUpload, type Upload } from './outbox/upload.ts';
import type { OutboxesOptions } from './outboxes-options.ts';
import { writeWholeFile } from '../host/whole-file.ts';
import {
  isTooLarge,
  makeClip,
  noClipOf,
  ringFor,
  type ClipJob,
  type NoClip,
} from './record/clip-job.ts';
import { makeRoom } from './record/keep-room.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { roomIn, writeProbe } from './state/disk-room.ts';
import { refusalOf } from './state/refusal.ts';

/** Older history expires, as at dispatch. Pictures and clips never do. */
const historyKeptMs = 14 * 24 * 3_600_000;

/** Two parallel drains: a small picture never waits behind a clip. */
export function drainMedia(options: OutboxesOptions, outbox: Outbox<Upload>) {
  const { dispatch } = options;
  const drainOf = (name: string, kinds: readonly Upload['kind'][]) =>
    dispatch && drainUploads(options, { name, outbox: onlyOf(outbox, kinds) }, dispatch);
  const pictures = drainOf('pictures', ['picture']);
  const clips = drainOf('clips', ['clip', 'no-clip']);
  return {
    nudge: (kind: Upload['kind']) => (kind === 'picture' ? pictures : clips)?.nudge(),
    drains: [pictures, clips],
  };
}

/** Selects the entries of some kinds. */
function onlyOf(outbox: Outbox<Upload>, kinds: readonly Upload['kind'][]): Outbox<Upload> {
  const isOne = ({ kind }: Upload) => kinds.includes(kind);
  return { ...outbox, entries: () => outbox.entries().filter(({ item }) => isOne(item)) };
}

export function drainAlerts(options: OutboxesOptions, outbox: Outbox<Alert>): Drain {
  const { queue, dispatch, confirm, clock, log, signal } = options;
  const line = dispatch?.link?.line;
  // No upload starts a new piece while an alert is being sent.
  const hold = (send: () => Promise<SendOutcome>) => (line ? line.hold('alerts', send) : send());
  return startDrain({
    name: 'alerts',
    outbox,
    clock,
    log,
    signal,
    send: async (alert) => {
      await confirm?.(alert);
      return hold(() => queue.send(alert));
    },
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
      const isKnown = rings.knows(job.cameraId);
      // If the camera has moved to another edge, its ring buffer here is opened for this clip only.
      const buffer = ringFor(job, isKnown ? await rings.open(job.cameraId) : null);
      const giveUp = async (outcome: SendOutcome) => {
        await putNoClip(folders.uploadFiles, noClipOf(job, buffer), putUpload);
        return outcome;
      };
      if (!buffer && !isKnown)
        return giveUp({ outcome: 'permanent', reason: 'its camera is not in the site any more' });
      if (!buffer) return { outcome: 'retry', reason: 'nothing can be recorded', scope: 'this' };
      const noRoom = () =>
        refusalIn(folders.uploadFiles, rings.all(), buffer.bytesWithin(job.fromMs, job.toMs));
      // Check before the cut too: if the disk gets space just after a failed cut, the failure would look permanent.
      const refused = await noRoom();
      if (refused) return refused;
      if (isTooLarge(job, buffer))
        return giveUp({ outcome: 'permanent', reason: 'it would be larger than dispatch takes' });
      const { incidentId, opening = 1 } = job;
      const file = uploadName(incidentId, opening, 'mp4');
      const onCut = () => putUpload({ kind: 'clip', incidentId, opening, file });
      const out = join(folders.uploadFiles, file);
      const outcome = await makeClip(job, { buffer, now: clock.now(), out, onCut });
      // After a disk failure, retry when the disk works again.
      return outcome.outcome === 'permanent' ? ((await noRoom()) ?? giveUp(outcome)) : outcome;
    },
  });
}

/** Tells dispatch that there is no clip, so that it does not wait for one. */
async function putNoClip(
  folder: string,
  { incidentId, opening = 1, coverage }: NoClip,
  putUpload: (upload: Upload) => Promise<void>,
): Promise<void> {
  const file = uploadName(incidentId, opening, 'json');
  await writeWholeFile(join(folder, file), JSON.stringify(coverage));
  await putUpload({ kind: 'no-clip', incidentId, opening, file });
}

/**
 * Null when the disk accepts files and has space for one of this size. Deletes older video if necessary, because a long clip may need
 * more space than the rings leave free.
 */
async function refusalIn(
  folder: string,
  rings: readonly RingBuffer[],
  bytes: number,
): Promise<SendOutcome | null> {
  try {
    await mkdir(folder, { recursive: true });
    await writeProbe(folder);
    // A clip is slightly larger than the segments that it is cut from.
    const neededBytes = Math.ceil(bytes * 1.25);
    await makeRoom({ dir: folder, rings: () => rings }, neededBytes);
    const { freeBytes, totalBytes } = await roomIn(folder);
    if (freeBytes >= neededBytes) return null;
    const values = { freeBytes, totalBytes };
    const problem = { code: 'disk-full', subject: folder, values } as const;
    return { outcome: 'retry', reason: problem.code, scope: 'this', problem };
  } catch (error) {
    const problem = refusalOf(error, folder);
    return { outcome: 'retry', reason: problem.code, scope: 'this', problem };
  }
}

export function drainHistory(
  options: OutboxesOptions,
  outbox: Outbox<HistoryUpload>,
): Drain | null {
  const { dispatch } = options;
  return (
    dispatch && drainUploads(options, { name: 'past', outbox, maxAgeMs: historyKeptMs }, dispatch)
  );
}

function drainUploads<T extends Upload | HistoryUpload>(
  options: OutboxesOptions,
  { name, outbox, maxAgeMs }: { name: string; outbox: Outbox<T>; maxAgeMs?: number },
  dispatch: Dispatch,
): Drain {
  const { folders, metrics, clock, log, signal, credentials, sign } = options;
  return startDrain({
    name,
    outbox,
    clock,
    log,
    signal,
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    keyOf: ({ file }) => file,
    send: async (upload) => {
      const path = join(folders.uploadFiles, upload.file);
      if (upload.kind === 'picture' || upload.kind === 'clip') await credentials?.add(path, upload);
      const leaving = { aside: folders.refused, now: clock.now(), sign };
      return sendUpload(upload, path, dispatch, leaving);
    },
    onDone: async ({ kind, file }, result) => {
      credentials?.forget(join(folders.uploadFiles, file));
      metrics.uploadsDone.inc({ kind, result });
      // Refused files have been moved aside.
      if (result !== 'refused') await rm(join(folders.uploadFiles, file), { force: true });
    },
  });
}

/** The name includes the opening, because files of an earlier one may still wait. */
export function uploadName(incidentId: string, opening: number, extension: string): string {
  return `${incidentId.replaceAll(/[^\w-]/g, '_')}-${opening}.${extension}`;
}
