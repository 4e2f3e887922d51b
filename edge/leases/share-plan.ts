// Decides which edge gets which camera. Pure: takes cameras, members and leases from Redis; every edge computes the whole plan and
// carries out its own part. A camera stays unless its edge leaves, may not have it, or has clearly more than its share while another
// has clearly less.
import type { WithoutReason } from '../../contracts/index.ts';
import type { Lease, Member } from './lease-answers.ts';

export interface SharedCamera {
  readonly id: string;
  /** The only edge, or place of edges, that may have it; null for any. */
  readonly edge: string | null;
}

export interface ShareInput {
  readonly cameras: readonly SharedCamera[];
  readonly members: readonly Member[];
  readonly leases: readonly Lease[];
  /** By the clock of Redis. */
  readonly now: number;
}

export interface SharePlan {
  /** Free cameras, and the edge that takes each. */
  readonly claims: ReadonlyMap<string, string>;
  /** Cameras that move to another edge. */
  readonly moves: ReadonlyMap<string, { readonly from: string; readonly to: string }>;
  readonly without: ReadonlyMap<string, WithoutReason>;
}

/** After an edge has joined or left, shares are not balanced for this long, because others may follow. */
export const settleMs = 5000;
/** A share may be off by this much before cameras move, and by one camera in any case. */
const slack = 0.05;
/** An edge gives back at most this share of its cameras per turn, so that few are interrupted at a time. */
const movedShare = 0.1;

export function planShares(input: ShareInput): SharePlan {
  const members = input.members.filter(({ until }) => until >= input.now);
  const holders = holdersOf(input);
  const loads = createLoads(members, holders);
  const claims = new Map<string, string>();
  const without = new Map<string, WithoutReason>();
  for (const camera of freeOnes(input.cameras, holders)) {
    const offered = offeredTo(camera, input, members);
    const choice = offered ?? loads.leastLoaded(allowed(camera, members));
    if (choice === null) {
      without.set(camera.id, reasonOf(camera, members));
      continue;
    }
    claims.set(camera.id, choice);
    loads.add(choice, 1);
  }
  const moves = forcedMoves(input.cameras, { members, holders, loads });
  const isSettled = members.every(({ joinedAt }) => input.now - joinedAt >= settleMs);
  const even =
    isSettled && claims.size === 0 && moves.size === 0
      ? evenMoves(input.cameras, { members, holders, loads })
      : moves;
  return { claims, moves: even, without };
}

interface Standing {
  members: readonly Member[];
  /** The edge of each camera that has one. */
  holders: ReadonlyMap<string, string>;
  loads: Loads;
}

/** The leases of a silent edge count until they expire. */
function holdersOf({ leases, now }: ShareInput): Map<string, string> {
  return new Map(
    leases.flatMap(({ cameraId, edgeId, until }) =>
      edgeId !== null && until >= now ? [[cameraId, edgeId]] : [],
    ),
  );
}

interface Loads {
  of(edgeId: string): number;
  add(edgeId: string, count: number): void;
  /** The edge with the lowest load relative to its weight; null when all are full. */
  leastLoaded(among: readonly Member[]): string | null;
}

function createLoads(members: readonly Member[], holders: ReadonlyMap<string, string>): Loads {
  const counts = new Map(members.map(({ edgeId }) => [edgeId, 0]));
  const of = (edgeId: string) => counts.get(edgeId) ?? 0;
  const add = (edgeId: string, count: number) => {
    counts.set(edgeId, of(edgeId) + count);
  };
  for (const edgeId of holders.values()) add(edgeId, 1);
  const fullness = ({ edgeId, weight }: Member) => (of(edgeId) + 1) / weight;
  return {
    of,
    add,
    leastLoaded: (among) => {
      const withRoom = among.filter((one) => of(one.edgeId) < (one.capacity ?? Infinity));
      const [best] = withRoom.toSorted(
        (a, b) => fullness(a) - fullness(b) || (a.edgeId < b.edgeId ? -1 : 1),
      );
      return best?.edgeId ?? null;
    },
  };
}

/** The free cameras; pinned ones first, because fewer edges can take them. */
function freeOnes(cameras: readonly SharedCamera[], holders: ReadonlyMap<string, string>) {
  return cameras
    .filter(({ id }) => !holders.has(id))
    .toSorted(
      (a, b) => Number(a.edge === null) - Number(b.edge === null) || (a.id < b.id ? -1 : 1),
    );
}

function allowed({ edge }: SharedCamera, members: readonly Member[]): Member[] {
  return members.filter((one) => !one.isLeaving && isAtPlace(edge, one));
}

function isAtPlace(edge: string | null, { edgeId, place }: Member): boolean {
  return edge === null || edge === edgeId || edge === place;
}

function offeredTo(
  camera: SharedCamera,
  { leases, now }: ShareInput,
  members: readonly Member[],
): string | null {
  const offer = leases.find(({ cameraId }) => cameraId === camera.id);
  if (offer === undefined || offer.until < now || offer.edgeId !== null) return null;
  const fits = allowed(camera, members).some(({ edgeId }) => edgeId === offer.offeredTo);
  return fits ? offer.offeredTo : null;
}

function reasonOf({ edge }: SharedCamera, members: readonly Member[]): WithoutReason {
  const near = members.filter((one) => isAtPlace(edge, one));
  if (near.length === 0) return 'nobody-at-its-place';
  return near.every(({ isLeaving }) => isLeaving) ? 'all-leaving' : 'all-full';
}

/** Moves from edges that leave or may no longer have the camera, if another edge has capacity. */
function forcedMoves(cameras: readonly SharedCamera[], { members, holders, loads }: Standing) {
  const moves = new Map<string, { from: string; to: string }>();
  for (const camera of cameras) {
    const from = holders.get(camera.id);
    const holder = members.find(({ edgeId }) => edgeId === from);
    if (from === undefined || holder === undefined) continue;
    if (!holder.isLeaving && isAtPlace(camera.edge, holder)) continue;
    const to = loads.leastLoaded(allowed(camera, members));
    if (to === null || to === from) continue;
    moves.set(camera.id, { from, to });
    loads.add(from, -1);
    loads.add(to, 1);
  }
  return moves;
}

/** Moves that balance the shares. Each brings both edges nearer to their shares, so the process ends. */
function evenMoves(cameras: readonly SharedCamera[], { members, holders, loads }: Standing) {
  const moves = new Map<string, { from: string; to: string }>();
  const weights = members.reduce((sum, { weight, isLeaving }) => sum + (isLeaving ? 0 : weight), 0);
  const shareOf = ({ weight }: Member) => (holders.size * weight) / weights;
  const given = new Map<string, number>();
  for (const camera of cameras.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const from = members.find(({ edgeId }) => edgeId === holders.get(camera.id));
    if (from === undefined || from.isLeaving) continue;
    const others = allowed(camera, members).filter(({ edgeId }) => edgeId !== from.edgeId);
    const toId = loads.leastLoaded(others);
    const to = members.find(({ edgeId }) => edgeId === toId);
    if (to === undefined) continue;
    const more = loads.of(from.edgeId) - shareOf(from);
    const fewer = shareOf(to) - loads.of(to.edgeId);
    const isFarOff = more > slackOf(shareOf(from)) || fewer > slackOf(shareOf(to));
    if (more < 1 || fewer < 1 || !isFarOff) continue;
    const already = given.get(from.edgeId) ?? 0;
    if (already >= Math.max(1, Math.floor(loads.of(from.edgeId) * movedShare))) continue;
    given.set(from.edgeId, already + 1);
    moves.set(camera.id, { from: from.edgeId, to: to.edgeId });
    loads.add(from.edgeId, -1);
    loads.add(to.edgeId, 1);
  }
  return moves;
}

function slackOf(share: number): number {
  return Math.max(1, share * slack);
}
