// The colour of a case at a moment. Pure: takes the limit that presses, as dispatch told it, and the time; gives its light
// now and how long it is until that is over, or since when it is.
import type { CaseDeadline, Light } from '../../contracts/index.ts';

/** `none`: no limit has begun. */
export type DeskLight = Light | 'none';
export const deskLights: readonly DeskLight[] = ['red', 'yellow', 'green', 'none'];

type Told = Pick<CaseDeadline, 'light' | 'greenUntil' | 'yellowUntil' | 'isRunning'>;

/** A limit whose clock stands keeps its light; one that runs goes on from green to yellow to red by itself. */
export function lightAt(told: Told | null | undefined, now: number): DeskLight {
  if (!told) return 'none';
  const { light, greenUntil, yellowUntil, isRunning } = told;
  if (!isRunning || light === 'red') return light;
  if (yellowUntil !== null && now > yellowUntil) return 'red';
  if (light === 'green' && greenUntil !== null && now > greenUntil) return 'yellow';
  return light;
}

/** Milliseconds that are left, negative once it is over; null where that is not known or the clock stands. */
export function leftMs(told: Told | null | undefined, now: number): number | null {
  if (!told?.isRunning || told.yellowUntil === null) return null;
  return told.yellowUntil - now;
}
