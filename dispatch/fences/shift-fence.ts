// Shifts fences after their camera has been turned. Pure: takes a camera's newest versions and the shift in shares of the
// picture; returns a version for each, or names the fence that would leave the picture.
import {
  fenceFileSchema,
  signedArea,
  type Fault,
  type FenceFile,
  type FenceVersion,
  type Point,
  type ViewHealth,
} from '../../contracts/index.ts';
import type { Authorship } from './decide-change.ts';

export type Shift = NonNullable<ViewHealth['shift']>;

export type ShiftDecision =
  { ok: true; versions: FenceVersion[] } | { ok: false; reason: 'faulty'; faults: Fault[] };

/** The minimum share of a clipped polygon: a smaller one would watch something else. */
const smallestShareLeft = 0.5;

export function decideShift(
  newest: readonly FenceVersion[],
  shift: Shift,
  by: Authorship,
): ShiftDecision {
  const standing = newest.filter(({ fence }) => fence !== null);
  if (shift.x === 0 && shift.y === 0) return { ok: true, versions: [] };
  const moved = standing.map((version) => shiftVersion(version, shift, by));
  const faults = moved.flatMap((result) => ('message' in result ? [result] : []));
  if (faults.length > 0) return { ok: false, reason: 'faulty', faults };
  return { ok: true, versions: moved.flatMap((result) => ('message' in result ? [] : [result])) };
}

function shiftVersion(last: FenceVersion, shift: Shift, by: Authorship): FenceVersion | Fault {
  const { fenceId, version } = last;
  const fence = last.fence && shiftFence(last.fence, shift);
  if (fence === null) {
    const message = `fence "${fenceId}" would leave the picture: draw it again, or confirm without a shift`;
    return { path: 'shift', message };
  }
  return {
    fenceId,
    version: version + 1,
    change: 'edited',
    restoredFrom: null,
    ...by,
    fence,
  };
}

/** The fence with all its polygons shifted and clipped at the border; null when too little of one of them would be left. */
export function shiftFence(fence: FenceFile, shift: Shift): FenceFile | null {
  const move = (points: readonly Point[]) => shiftPolygon(points, shift);
  const { holes, permits } = fence;
  const moved: FenceFile = {
    ...fence,
    polygon: move(fence.polygon),
    ...(holes && { holes: holes.map(move) }),
    ...(permits && {
      permits: permits.map((permit) =>
        permit.polygon ? { ...permit, polygon: move(permit.polygon) } : permit,
      ),
    }),
  };
  const areas = polygonsOf(moved).map(areaOf);
  const keepsEnough = polygonsOf(fence).every(
    (before, index) => (areas[index] ?? 0) >= smallestShareLeft * areaOf(before),
  );
  return keepsEnough && fenceFileSchema.safeParse(moved).success ? moved : null;
}

function polygonsOf({ polygon, holes = [], permits = [] }: FenceFile): Point[][] {
  return [
    polygon,
    ...holes,
    ...permits.flatMap((permit) => (permit.polygon ? [permit.polygon] : [])),
  ];
}

function areaOf(points: readonly Point[]): number {
  return Math.abs(signedArea(points));
}

function shiftPolygon(points: readonly Point[], { x, y }: Shift): Point[] {
  const moved = points.map(([px, py]): Point => [inPicture(px + x), inPicture(py + y)]);
  // Points that the border has merged are one.
  return moved.filter((point, index) => {
    const before = moved[(index || moved.length) - 1];
    return before === undefined || point[0] !== before[0] || point[1] !== before[1];
  });
}

/** To a hundred-thousandth of the picture, to avoid spurious digits. */
function inPicture(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e5) / 1e5;
}
