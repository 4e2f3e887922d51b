// The values of a setting that a curve tries, the current one, and how a chosen value is written into a fence.
import type { Fence, FenceFile } from '../../../contracts/index.ts';
import { canSweep, sweepSettings, type SweepSetting } from '../../../geofences/index.ts';
import type { SweepWish } from '../replay/message.ts';

const second = 1000;
const minute = 60 * second;

/** The values to try, by the kind's usual one. */
const dwells: readonly { readonly upTo: number; readonly values: readonly number[] }[] = [
  { upTo: minute, values: [10, 20, 30, 45, 60, 90, 120, 180, 300].map((s) => s * second) },
  { upTo: 4 * minute, values: [0.5, 1, 2, 3, 5, 10, 20, 30].map((m) => m * minute) },
  { upTo: 8 * minute, values: [1, 2, 3, 5, 8, 10, 15, 20, 30].map((m) => m * minute) },
  { upTo: Infinity, values: [2, 5, 8, 10, 15, 20, 30, 45, 60].map((m) => m * minute) },
];
const others: Record<Exclude<SweepSetting, 'dwell'>, readonly number[]> = {
  minCover: [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
  minArea: [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1],
  minCount: [1, 2, 3, 4, 5, 6, 8, 10, 15, 20],
};

/** The curves of a fence; the current setting is among the values. */
export function sweepsOf(fence: Fence): SweepWish[] {
  return sweepSettings
    .filter((by) => canSweep(fence.definition, by))
    .map((by) => {
      const usual = by === 'dwell' ? dwellsOf(fence) : others[by];
      const now = currentSetting(fence, by);
      const values = new Set(now === null ? usual : [...usual, now]);
      return { by, values: [...values].sort((a, b) => a - b) };
    });
}

function dwellsOf({ definition: { howLong } }: Fence): readonly number[] {
  const { dwell } = howLong;
  const usual = typeof dwell === 'number' ? dwell : (dwell.default ?? 0);
  return dwells.find(({ upTo }) => usual <= upTo)?.values ?? [];
}

/** Null when every class of object has its own dwell: then no point of the curve is the current one. */
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
