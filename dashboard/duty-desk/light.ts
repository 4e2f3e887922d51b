// The light of a case at a given time. Pure: takes the most urgent limit from dispatch, and the time; returns the light and the
// remaining or exceeded time.
import { lightAt, type CaseDeadline, type Light } from '../../contracts/index.ts';

/** `none`: no limit has started. */
export type DeskLight = Light | 'none';
export const deskLights: readonly DeskLight[] = ['red', 'yellow', 'green', 'none'];

type Told = Pick<CaseDeadline, 'light' | 'greenUntil' | 'yellowUntil' | 'isRunning'>;

export function deskLightAt(told: Told | null | undefined, now: number): DeskLight {
  return told ? lightAt(told, now) : 'none';
}

/** Remaining milliseconds, negative after the end; null if unknown or the clock is stopped. */
export function leftMs(told: Told | null | undefined, now: number): number | null {
  if (!told?.isRunning || told.yellowUntil === null) return null;
  return told.yellowUntil - now;
}
