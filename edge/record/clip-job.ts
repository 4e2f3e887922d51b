// A clip that is to be cut once the time after the alert has been recorded as well. Jobs wait in an outbox of their
// own, so that a restart in those seconds loses no clip. Takes a job; cuts, and hands the file on for upload.
import { z } from 'zod';
import type { IncidentEvent } from '../../contracts/index.ts';
import type { SendOutcome } from '../outbox/drain.ts';
import { cutClip } from './cut-clip.ts';
import type { RingBuffer } from './ring-buffer.ts';

export const clipJobSchema = z.strictObject({
  cameraId: z.string().min(1),
  incidentId: z.string().min(1),
  /** Sequence of the alert that opened the incident this time; the first when absent. */
  opening: z.number().int().positive().optional(),
  fromMs: z.number().int(),
  toMs: z.number().int(),
});
export type ClipJob = z.infer<typeof clipJobSchema>;

export const preRollMs = 10_000;
export const postRollMs = 10_000;
/** So much later the last picture should be on disk. After that the clip is cut from what is. */
const patienceMs = 20_000;
/** A job of a later time than this was made before the time of day was set back: its video is there, dated as it is. */
const futureMs = 60_000;

export function clipJobFor(incident: IncidentEvent): ClipJob {
  return {
    cameraId: incident.cameraId,
    incidentId: incident.incidentId,
    fromMs: incident.capturedAt - preRollMs,
    toMs: incident.capturedAt + postRollMs,
  };
}

export type ClipReadiness = 'ready' | 'not-yet-recorded';

export function judgeReadiness(
  job: Pick<ClipJob, 'toMs'>,
  recordedUntil: number | null,
  now: number,
): ClipReadiness {
  if (recordedUntil !== null && recordedUntil >= job.toMs) return 'ready';
  const isPast = now >= job.toMs + patienceMs;
  const isMisdated = job.toMs > now + postRollMs + futureMs;
  return isPast || isMisdated ? 'ready' : 'not-yet-recorded';
}

export interface ClipMaker {
  buffer: RingBuffer;
  now: number;
  /** Where to write the clip. */
  out: string;
  /** The clip is there. */
  onCut: () => Promise<void>;
}

export async function makeClip(job: ClipJob, maker: ClipMaker): Promise<SendOutcome> {
  const { buffer, now, out, onCut } = maker;
  const readiness = judgeReadiness(job, buffer.recordedUntil(), now);
  if (readiness !== 'ready') return { outcome: 'retry', reason: readiness, scope: 'this' };
  const result = await cutClip(buffer, { fromMs: job.fromMs, toMs: job.toMs, out });
  if (!result.ok) return { outcome: 'permanent', reason: `${result.reason}: ${result.message}` };
  await onCut();
  return { outcome: 'delivered' };
}
