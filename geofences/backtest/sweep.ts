// A sweep: runs one fence with many values of one setting over the same log, for a curve of alerts per night. All values are
// judged in one pass, so the log is read and decoded once.
import { hasSetting, type Fence, type KindSpec } from '../../contracts/index.ts';
import {
  createBackTest,
  type BackTest,
  type BackTestOptions,
  type BackTestResult,
} from './back-test.ts';
import { incidentList } from './incident-list.ts';

/** Settings that can be swept. `dwell` in ms, `minCount` as a number of objects, the others as shares of the fence. */
export const sweepSettings = ['dwell', 'minCover', 'minArea', 'minCount'] as const;
export type SweepSetting = (typeof sweepSettings)[number];

export interface SweepPoint {
  /** The value: ms for `dwell`, a number for `minCount`, a share 0..1 for the others. */
  readonly setting: number;
  readonly incidents: number;
  /** Incidents ÷ nights of the log. */
  readonly perNight: number;
}

export interface SweepOptions extends Omit<BackTestOptions, 'fences'> {
  readonly fence: Fence;
  readonly by: SweepSetting;
  readonly values: readonly number[];
}

export interface Sweep {
  /** As in a back-test. */
  feed: BackTest['feed'];
  /** The curve's points, in the order of the values. */
  end(): SweepPoint[];
}

/** Whether the setting affects fences of this kind. */
export function canSweep(kind: KindSpec, by: SweepSetting): boolean {
  return by === 'dwell' || hasSetting(kind, by);
}

/** The fence with another value of the setting; a dwell applies to every class. */
export function withSetting(fence: Fence, by: SweepSetting, value: number): Fence {
  if (by !== 'dwell') return { ...fence, [by]: value };
  return {
    ...fence,
    dwellMs: { vehicle: value, 'two-wheeler': value, goods: value, default: value },
  };
}

export function createSweep({ fence, by, values, ...where }: SweepOptions): Sweep {
  const fences = values.map((value, index) => ({
    ...withSetting(fence, by, value),
    id: variantId(index),
  }));
  const backTest = createBackTest({ ...where, fences });
  return {
    feed: (observations) => backTest.feed(observations),
    end: () => {
      const result = backTest.end();
      const nights = nightsOf(result);
      return values.map((setting, index) => {
        const own = result.events.filter(({ fenceId }) => fenceId === variantId(index));
        const incidents = incidentList(own).length;
        return { setting, incidents, perNight: incidents / nights };
      });
    },
  };
}

/** The number of nights in a log: its length in days, rounded, at least one. */
export function nightsOf({ from, to }: Pick<BackTestResult, 'from' | 'to'>): number {
  if (from === null || to === null) return 1;
  return Math.max(1, Math.round((to - from) / 86_400_000));
}

/** An engine identifies fences by id; no fence of a site can have this one. */
function variantId(index: number): string {
  return `~${index}`;
}
