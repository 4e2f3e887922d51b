// The cost of evidence for one camera and day, compared with analysis alone. Takes the measurements and the number of cases per
// camera and day; returns CPU and bytes of each part. Pure.
import type { CaseCosts } from './measure-cases.ts';
import type { LogCost } from './measure-log.ts';
import type { RecordingCost } from './measure-recording.ts';

export interface DayWish {
  /** Cases of one camera in one day. */
  cases: number;
  /** How often people look at a case, its pictures and its clip, each an entry in the custody log. */
  looks: number;
}

export interface DayPart {
  readonly name: string;
  /** CPU seconds of a day. */
  readonly cpuSeconds: number;
  /** Written to disks in a day; null where nothing is. */
  readonly bytes: number | null;
  /** CPU beside analysis alone. */
  readonly ratio: number;
}

const daySeconds = 86_400;
export function dayOf(
  recording: RecordingCost,
  cases: CaseCosts,
  log: LogCost,
  wish: DayWish,
): DayPart[] {
  const alone = recording.analysis * daySeconds;
  const { alerts, clips, sealed } = cases;
  const entries = (sealed.entries + wish.looks) * wish.cases;
  const clip = {
    edge: clips.edgeMs - alerts.edgeMs,
    dispatch: clips.dispatchMs - alerts.dispatchMs,
  };
  const seal = {
    edge: sealed.edgeMs - clips.edgeMs,
    dispatch: sealed.dispatchMs - clips.dispatchMs,
  };
  const part = partOf(alone);
  const ofCases = (name: string, ms: number, bytes: number | null) =>
    part(name, (ms / 1000) * wish.cases, bytes === null ? null : bytes * wish.cases);
  return [
    part('analysis alone', alone, null),
    part(
      'recording',
      (recording.recording - recording.idle) * daySeconds,
      recording.bytesASecond * daySeconds,
    ),
    ofCases('clips and pictures, at the edge', clip.edge, clips.bytes),
    ofCases('clips and pictures, at dispatch', clip.dispatch, clips.bytes),
    // The sizes of clips differ by more than a seal, because each begins at a key frame.
    ofCases('sealing, at the edge', seal.edge, null),
    ofCases('sealing, at dispatch', seal.dispatch, null),
    part(
      'custody log',
      (entries * log.cpuMs) / 1000,
      entries * (log.fileBytes + log.databaseBytes),
    ),
  ];
}

function partOf(alone: number) {
  return (name: string, cpuSeconds: number, bytes: number | null): DayPart => {
    const ratio = alone === 0 ? 0 : cpuSeconds / alone;
    return { name, cpuSeconds, bytes, ratio };
  };
}
