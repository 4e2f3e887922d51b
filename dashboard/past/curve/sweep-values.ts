// Which values of a setting the curves try, what the setting is now, and how a chosen value is written into a fence.
import type { Fence, FenceFile, Kind } from '../../../contracts/index.ts';
import { canSweep, sweepSettings, type SweepSetting } from '../../../geofences/index.ts';
import type { SweepWish } from '../replay/message.ts';

const second = 1000;
const minute = 60 * second;

const dwells: Record<Kind, readonly number[]> = {
  'blocked-fire-exit': [10, 20, 30, 45, 60, 90, 120, 180, 300].map((s) => s * second),
  'debris-pile': [0.5, 1, 2, 3, 5, 10, 20, 30].map((m) => m * minute),
  'street-vending': [1, 2, 3, 5, 8, 10, 15, 20, 30].map((m) => m * minute),
};
const shares: Record<Exclude<SweepSetting, 'dwell'>, readonly number[]> = {
  minCover: [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
  minArea: [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1],
};

/** The curves of a fence: its current settings are among the values. */
export function sweepsOf(fence: Fence): SweepWish[] {
  return sweepSettings
    .filter((by) => canSweep(fence.kind, by))
    .map((by) => {
      const usual = by === 'dwell' ? dwells[fence.kind] : shares[by];
      const now = currentSetting(fence, by);
      const values = new Set(now === null ? usual : [...usual, now]);
      return { by, values: [...values].sort((a, b) => a - b) };
    });
}

/** Null when every class of thing has a dwell of its own: then no point of the curve is the current one. */
export function currentSetting(fence: Fence, by: SweepSetting): number | null {
  if (by !== 'dwell') return fence[by];
  const values = new Set(Object.values(fence.dwellMs));
  return values.size === 1 ? fence.dwellMs.default : null;
}

/** The part of a fence file that sets the value. */
export function proposalOf(by: SweepSetting, value: number): Partial<FenceFile> {
  if (by !== 'dwell') return { [by]: value };
  return { dwell: value % minute === 0 ? `${value / minute}m` : `${value / second}s` };
}
