// The colour of a case at a moment. Pure: takes the limit that presses, as dispatch told it, and the time; gives its light
// now and how long it is until that is over, or since when it is.
import { lightAt, type CaseDeadline, type Light } from '../../contracts/index.ts';

/** `none`: no limit has begun. */
export type DeskLight = Light | 'none';
export const deskLights: readonly DeskLight[] = ['red', 'yellow', 'green', 'none'];

type Told = Pick<CaseDeadline, 'light' | 'greenUntil' | 'yellowUntil' | 'isRunning'>;

export function deskLightAt(told: Told | null | undefined, now: number): DeskLight {
  return told ? lightAt(told, now) : 'none';
}

/** Milliseconds that are left, negative once it is over; null where that is not known or the clock stands. */
export function leftMs(told: Told | null | undefined, now: number): number | null {
  if (!told?.isRunning || told.yellowUntil === null) return null;
  return told.yellowUntil - now;
}
