// How a player follows a shared clock: the target position, and whether to seek, play a little faster or slower, or pause. Pure;
// times are ms.
export interface FollowState {
  /** Of its clip: where it should be, and where it is. */
  wantedMs: number;
  isMs: number;
  /** Whether the shared clock runs. */
  runs: boolean;
}

export type FollowStep = { do: 'seek'; toMs: number } | { do: 'pace'; rate: number };

/** Smaller differences are corrected by the playback rate, because a seek would be visible. */
const mostDriftMs = 300;
/** A paused player shows the exact picture. */
const leastDriftMs = 1;
/** Catches up within about a second. */
const catchUpMs = 1000;

export function followStep({ wantedMs, isMs, runs }: FollowState): FollowStep {
  const behindMs = wantedMs - isMs;
  const most = runs ? mostDriftMs : leastDriftMs;
  if (Math.abs(behindMs) > most) return { do: 'seek', toMs: wantedMs };
  return { do: 'pace', rate: runs ? 1 + behindMs / catchUpMs : 1 };
}

/** The clock's next moment; it stands at the end. */
export function tick(at: number, passedMs: number, end: number): number {
  return Math.min(end, at + Math.max(0, passedMs));
}
