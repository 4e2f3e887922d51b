// The messages between the page and its replay worker. The page sends each part of the observation log once; then it requests
// replays, of which only the newest counts.
import type { Calendar, Fence, FenceFile, WhyCount } from '../../../contracts/index.ts';
import type {
  Advice,
  BackTestIncident,
  RunComparison,
  SweepPoint,
  SweepSetting,
  UnwatchedFence,
  Verdict,
} from '../../../geofences/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { WatchSpan } from './coverage.ts';

export interface SweepWish {
  by: SweepSetting;
  values: readonly number[];
}

export interface Job {
  /** Keys of the loaded parts of the span, in order of time. */
  parts: readonly string[];
  span: TimeSpan;
  /** The fence to compare the draft with; without a draft, the fences to replay. */
  armed: readonly Fence[];
  draft: Fence | null;
  /** Curves of the draft, or of the armed fence when there is just one and no draft. */
  sweeps: readonly SweepWish[];
  timezone: string;
  calendar: Calendar;
}

export interface Run {
  incidents: readonly BackTestIncident[];
  perNight: number;
}

export interface Outcome {
  armed: Run;
  /** Null without a draft. */
  draft: Run | null;
  comparison: RunComparison | null;
  observations: number;
  /** The unwatched parts of the draft, or of the armed fences without one. Null when unknown. */
  unwatched: readonly UnwatchedFence[] | null;
  /** Duration of the replay. */
  tookMs: number;
}

export interface Curve {
  by: SweepSetting;
  points: readonly SweepPoint[];
}

/** Advice on one fence: see geofences/advise. */
export interface AdviseJob {
  file: FenceFile;
  verdicts: readonly Verdict[];
  timezone: string;
  calendar: Calendar;
  parts: readonly string[];
  span: TimeSpan;
}

/** Why there was no alert: counted with the live engine, which takes longer than a replay. */
export interface WhyJob extends Pick<Job, 'parts' | 'span' | 'timezone' | 'calendar'> {
  fences: readonly Fence[];
}

export type ToWorker =
  | { type: 'load'; key: string; span: TimeSpan; bytes: Uint8Array }
  | { type: 'run'; id: number; job: Job }
  | { type: 'advise'; id: number; job: AdviseJob }
  | { type: 'why'; id: number; job: WhyJob };

export type FromWorker =
  | { type: 'loaded'; key: string; part: LoadedPart }
  /** `share` 0..1 of the replay, or of the curves after it. */
  | { type: 'progress'; id: number; stage: 'replay' | 'sweep'; share: number }
  | { type: 'outcome'; id: number; outcome: Outcome }
  | { type: 'curves'; id: number; curves: readonly Curve[] }
  | { type: 'failed'; id: number; message: string }
  /** `advice` is null when it failed, with the message. */
  | { type: 'advice'; id: number; advice: Advice | null; message: string }
  /** The same for counts. */
  | { type: 'why'; id: number; why: readonly WhyCount[] | null; message: string };

export interface LoadedPart {
  observations: number;
  coverage: readonly WatchSpan[];
  /** Why the rest of the part could not be read; the observations before it count. */
  fault: string | null;
}
