// A job for a clip, which is cut when its post-roll has been recorded. Jobs wait in an outbox, so that a restart loses no clip. Takes
// a job; cuts the clip and passes the file on for upload.
import { z } from 'zod';
import type {
  ClipCoverage,
  ClipGapReason,
  ClipRolls,
  ClipSpan,
  IncidentEvent,
} from '../../contracts/index.ts';
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
  /** When the alert was raised; absent in jobs of earlier releases. */
  at: z.number().int().optional(),
  /** True for a clip request. Its span may be older than the ring buffer. */
  asked: z.literal(true).optional(),
});
export type ClipJob = z.infer<typeof clipJobSchema>;

/** The post-roll in jobs of earlier releases, which have no time of the alert. */
const earlierAfterMs = 10_000;
/** The clip is cut at the latest this long after its end, even if the last pictures are not on disk. */
const patienceMs = 20_000;
/** A job dated later than this from now was created before the clock was set back; its video is dated the same way. */
const futureMs = 60_000;

export function clipJobFor(incident: IncidentEvent, { beforeMs, afterMs }: ClipRolls): ClipJob {
  return {
    cameraId: incident.cameraId,
    incidentId: incident.incidentId,
    fromMs: incident.capturedAt - beforeMs,
    toMs: incident.capturedAt + afterMs,
    at: incident.capturedAt,
  };
}

export type ClipReadiness = 'ready' | 'not-yet-recorded';

export function judgeReadiness(
  { toMs, at = toMs - earlierAfterMs }: Pick<ClipJob, 'toMs' | 'at'>,
  recordedUntil: number | null,
  now: number,
): ClipReadiness {
  if (recordedUntil !== null && recordedUntil >= toMs) return 'ready';
  const isPast = now >= toMs + patienceMs;
  const isMisdated = at > now + futureMs;
  return isPast || isMisdated ? 'ready' : 'not-yet-recorded';
}

export interface NoClip extends Pick<ClipJob, 'incidentId' | 'opening'> {
  coverage: ClipCoverage;
}

/** Dispatch accepts 256 MiB; the rest is for credentials and the clip's index. */
const maxClipBytes = 250 << 20;

/** Only for clip requests. The clip of an alert is always sent, or moved aside after a refusal. */
export function isTooLarge(
  { asked, fromMs, toMs }: ClipJob,
  buffer: Pick<RingBuffer, 'bytesWithin'>,
): boolean {
  return asked === true && buffer.bytesWithin(fromMs, toMs) > maxClipBytes;
}

/** The ring to cut from. For a request older than the ring, the reason of every gap is `no-longer-kept`. */
export function ringFor(job: ClipJob, buffer: RingBuffer | null): RingBuffer | null {
  if (buffer === null || job.asked !== true) return buffer;
  const isPast = ({ from }: ClipSpan) => from < buffer.keepsSince();
  return {
    ...buffer,
    reasonFor: (gap) => (isPast(gap) ? 'no-longer-kept' : buffer.reasonFor(gap)),
  };
}

/** The note for dispatch when there is no clip. @param buffer null when the camera was removed */
export function noClipOf(job: ClipJob, buffer: NoClipRing | null): NoClip {
  const { incidentId, opening, fromMs: from, toMs: to } = job;
  const missing = [{ from, to, reason: reasonOfNone(job, buffer) }];
  const coverage = { startAt: from, asked: { from, to }, kept: [], missing };
  return { incidentId, coverage, ...(opening !== undefined && { opening }) };
}

type NoClipRing = Pick<RingBuffer, 'within' | 'reasonFor' | 'bytesWithin'>;

function reasonOfNone(job: ClipJob, buffer: NoClipRing | null): ClipGapReason {
  const { fromMs: from, toMs: to } = job;
  if (buffer === null) return 'camera-removed';
  if (isTooLarge(job, buffer)) return 'too-large';
  return buffer.within(from, to).length > 0 ? 'segment-damaged' : buffer.reasonFor({ from, to });
}

export interface ClipMaker {
  buffer: RingBuffer;
  now: number;
  /** Where to write the clip. */
  out: string;
  /** Called when the clip is on disk. */
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
