// Judges the cases of the leases bench against its world: each stay of a thing is one case, and none is open when nothing is there.
// Pure: takes the cases as dispatch lists them; returns what is wrong.
import { staysWithin, worldAt, type WorldTimes } from './world.ts';
import { numberOf } from './watched-pipeline.ts';

export interface ListedCase {
  readonly id: string;
  readonly cameraId: string;
  readonly present: boolean;
  readonly openedAt: number;
}

export interface CaseVerdict {
  readonly stays: number;
  readonly cases: number;
  /** Cases beyond the first of a stay. */
  readonly doubled: string[];
  /** Stays without a case, as `camera stay`. */
  readonly missed: string[];
  /** Open cases whose thing has gone. */
  readonly leftOpen: string[];
}

/** Redis, queue and dispatch need a moment. */
const lateMs = 15_000;

export function judgeCases(
  cases: readonly ListedCase[],
  world: WorldTimes,
  { cameras, from, to }: { cameras: readonly string[]; from: number; to: number },
): CaseVerdict {
  const stayOf = ({ cameraId, openedAt }: ListedCase) =>
    `${cameraId} ${worldAt(world, numberOf(cameraId), openedAt).stay}`;
  const byStay = new Map<string, ListedCase[]>();
  for (const one of cases) byStay.set(stayOf(one), [...(byStay.get(stayOf(one)) ?? []), one]);
  const stays = cameras.flatMap((id) =>
    staysWithin(world, numberOf(id), { from, to: to - lateMs }).map((stay) => `${id} ${stay}`),
  );
  const isOver = (one: ListedCase) => {
    const now = worldAt(world, numberOf(one.cameraId), to);
    const before = worldAt(world, numberOf(one.cameraId), to - lateMs);
    return !now.isThere && !before.isThere;
  };
  return {
    stays: stays.length,
    cases: cases.length,
    doubled: [...byStay.values()].flatMap((own) => own.slice(1).map(({ id }) => id)),
    missed: stays.filter((stay) => !byStay.has(stay)),
    leftOpen: cases.filter((one) => one.present && isOver(one)).map(({ id }) => id),
  };
}
