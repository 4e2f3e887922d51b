// A clip that is to be cut once the time after the alert has been recorded as well. Jobs wait in an outbox of their
// own, so that a restart in those seconds loses no clip. Takes a job; cuts, and hands the file on for upload.
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
  /** Somebody asked for this span: what is older than the ring keeps was let go. */
  asked: z.literal(true).optional(),
});
export type ClipJob = z.infer<typeof clipJobSchema>;

/** Jobs without the time of their alert end so much after it. */
const earlierAfterMs = 10_000;
/** So much later the last picture should be on disk. After that the clip is cut from what is. */
const patienceMs = 20_000;
/** A job whose alert is later than this from now was made before the time of day was set back: its video is there, dated as it is. */
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

/** Dispatch takes 256 MiB, and credentials and the index of a clip need some. */
const mostClipBytes = 250 << 20;

/** Only of asked clips: what an alert needs is sent, or kept aside here. */
export function isTooLarge(
  { asked, fromMs, toMs }: ClipJob,
  buffer: Pick<RingBuffer, 'bytesWithin'>,
): boolean {
  return asked === true && buffer.bytesWithin(fromMs, toMs) > mostClipBytes;
}

/** Of an asked span that is older than the ring keeps, no note says why it is gone. */
export function ringFor(job: ClipJob, buffer: RingBuffer | null): RingBuffer | null {
  if (buffer === null || job.asked !== true) return buffer;
  const isPast = ({ from }: ClipSpan) => from < buffer.keepsSince();
  return {
    ...buffer,
    reasonFor: (gap) => (isPast(gap) ? 'no-longer-kept' : buffer.reasonFor(gap)),
  };
}

/** What dispatch is told instead of a clip. @param buffer null when the camera is not in the site any more */
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
