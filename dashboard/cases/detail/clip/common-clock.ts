// How a player follows a clock that several share: where its clip should be, and whether it seeks, plays a little faster or slower, or
// stands. Pure; times are ms.
export interface FollowState {
  /** Of its clip: where it should be, and where it is. */
  wantedMs: number;
  isMs: number;
  /** Whether the shared clock runs. */
  runs: boolean;
}

export type FollowStep = { do: 'seek'; toMs: number } | { do: 'pace'; rate: number };

/** Closer than this a faster or slower pace makes up for it; a seek would be seen. */
const mostDriftMs = 300;
/** A standing player shows the exact picture. */
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
