// View health: checks that the picture is still the one that the fences were drawn on. Frozen, black, covered, blurred and moved
// views are reported. When a camera has moved, its fences are wrong. Works on the small pictures of scene change. The reference
// survives a restart, so a camera that was turned in the meantime is reported as moved.
import { z } from 'zod';
import { viewHealthSchema, type ViewHealth } from '../../contracts/index.ts';
import { packReference, referenceSchema, unpackReference } from './reference-snapshot.ts';
import { backTiles, coveredTiles, createMotionSearch } from './motion-search.ts';
import type { Motion } from './motion.ts';
import { structureOf, type Structure } from './structure.ts';
import { copyPlanes, type Planes } from '../scene/planes.ts';

export interface ViewHealthWatch {
  /** Pictures must come in order of `at` (epoch ms). */
  observe(now: Planes, at: number): ViewHealth;
  /** Whether the latest picture looked wrong, even if it is too early to report it. Nothing should be learnt from it. */
  isDoubtful(): boolean;
  /** Null before the first picture. */
  snapshot(): ViewHealthSnapshot | null;
}

export const viewHealthSnapshotSchema = z.strictObject({
  reference: referenceSchema,
  said: viewHealthSchema,
});
export type ViewHealthSnapshot = z.infer<typeof viewHealthSnapshotSchema>;

type State = ViewHealth['state'];

/** How long a state must last before it is reported, ms. */
const patienceMs: Record<State, number> = {
  ok: 0,
  frozen: 30_000,
  black: 4000,
  covered: 4000,
  blurred: 8000,
  moved: 4000,
};
/** log2(Y + 8): 4 is Y = 8. */
const blackLuma = 4;
const plainSpread = 0.12;
const blurredDetail = 0.4;
/** If the structure is found nowhere else, a view counts as moved when this share of textured tiles has lost it. */
const movedTiles = 0.6;
/** A view that turned or zoomed by more than this cannot be corrected by a shift. */
const plainShift = { turn: 1, zoom: 0.03 };
const referenceMs = 300_000;
const warmUpMs = 5000;
const warmUpShare = 0.5;
/** The reference of an earlier run needs no warm-up. */
const warmedUp = -Infinity;

export function createViewHealthWatch(from: ViewHealthSnapshot | null = null): ViewHealthWatch {
  let reference = from && unpackReference(from.reference);
  let startedAt = from ? warmedUp : 0;
  let previousAt: number | null = null;
  let stillMs = createStillness();
  let said: ViewHealth = from?.said ?? { state: 'ok', since: 0, shift: null };
  let suspected: Suspicion = { ...said, isSure: said.state !== 'ok' };

  const search = createMotionSearch();

  const inspect = (now: Planes, at: number): Finding => {
    const before = reference ?? now;
    const structure = structureOf(now, before);
    const isFrozen = stillMs(now, at) >= patienceMs.frozen;
    const wasMoved = said.state === 'moved';
    const isExpected = suspected.state === 'moved';
    const motion = search({ now, reference: before, structure, at, wasMoved, isExpected });
    const state = judge(structure, { isFrozen, wasMoved, hasMotion: motion !== null });
    return { state, motion: state === 'moved' ? motion : null };
  };

  const observe = (now: Planes, at: number): ViewHealth => {
    if (!reference || reference.width !== now.width || reference.height !== now.height) {
      reference = copyPlanes(now);
      startedAt = at;
      previousAt = null;
      stillMs = createStillness();
      said = { state: 'ok', since: at, shift: null };
      suspected = { ...said, isSure: false };
    }
    const { state, motion } = inspect(now, at);
    suspected = suspicionOf({ state, motion }, suspected, at);
    said = saidNow(said, { suspected, motion, at });
    if (state === 'ok') follow(reference, now, shareOf({ at, startedAt, previousAt }));
    previousAt = at;
    return said;
  };
  return {
    observe,
    isDoubtful: () => suspected.isSure || said.state !== 'ok',
    snapshot: () => reference && { reference: packReference(reference), said },
  };
}

/** The weight of a new picture in the reference: half at first, then little, by the time since the previous one. */
function shareOf(times: { at: number; startedAt: number; previousAt: number | null }): number {
  const { at, startedAt, previousAt } = times;
  if (at - startedAt < warmUpMs) return warmUpShare;
  return 1 - Math.exp(-(at - (previousAt ?? at)) / referenceMs);
}

/** How long no pixel has changed, ms. */
function createStillness(): (now: Planes, at: number) => number {
  let previous: Planes | null = null;
  let since = 0;
  return (now, at) => {
    since = previous && isSame(previous, now) ? since || at : 0;
    previous = now;
    return since > 0 ? at - since : 0;
  };
}

interface Finding {
  readonly state: State;
  /** The motion, if it was found. */
  readonly motion: Motion | null;
}

function judge(
  { meanLuma, spread, keptDetail, unlikeShare, plainShare }: Structure,
  { isFrozen, wasMoved, hasMotion }: { isFrozen: boolean; wasMoved: boolean; hasMotion: boolean },
): State {
  if (meanLuma < blackLuma && spread < plainSpread * 2) return 'black';
  if (spread < plainSpread || plainShare > coveredTiles) return 'covered';
  if (isFrozen) return 'frozen';
  if (hasMotion || unlikeShare > (wasMoved ? backTiles : movedTiles)) return 'moved';
  return keptDetail < blurredDetail ? 'blurred' : 'ok';
}

/** The shift that would correct the fences; null when a shift is not enough, or is not known. */
function shiftOf(motion: Motion | null): ViewHealth['shift'] {
  if (!motion || Math.abs(motion.turn) > plainShift.turn) return null;
  return Math.abs(motion.zoom - 1) > plainShift.zoom ? null : motion.shift;
}

interface Suspicion {
  readonly state: State;
  readonly since: number;
  /** True if the structure was found elsewhere. Without that, heavy traffic may hide it for a moment. */
  readonly isSure: boolean;
}

function suspicionOf({ state, motion }: Finding, before: Suspicion, at: number): Suspicion {
  const isSure = state !== 'ok' && (state !== 'moved' || motion !== null);
  return { state, since: state === before.state ? before.since : at, isSure };
}

/** The state to report: one that has lasted, and the shift of a moved view as soon as it is known. */
function saidNow(
  said: ViewHealth,
  { suspected, motion, at }: { suspected: Suspicion; motion: Motion | null; at: number },
): ViewHealth {
  const { state, since } = suspected;
  const hasLasted = state === 'frozen' || at - since >= patienceMs[state];
  if (!hasLasted || (state === said.state && !motion)) return said;
  return { state, since: state === said.state ? said.since : since, shift: shiftOf(motion) };
}

function follow(reference: Planes, now: Planes, share: number): void {
  for (let pixel = 0; pixel < now.luma.length; pixel++)
    reference.luma[pixel]! += share * (now.luma[pixel]! - reference.luma[pixel]!);
}

function isSame(a: Planes, b: Planes): boolean {
  return a.luma.length === b.luma.length && a.luma.every((value, pixel) => value === b.luma[pixel]);
}
