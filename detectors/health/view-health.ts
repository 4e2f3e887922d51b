// View health: is the picture still the one that the fences were drawn on? Frozen, black, covered, blurred or moved
// views are named; a moved camera makes every fence a lie. Works on the small pictures of scene change. The reference
// survives a restart: a camera that was turned while nobody watched has moved all the same.
import { z } from 'zod';
import { viewHealthSchema, type ViewHealth } from '../../contracts/index.ts';
import { packReference, referenceSchema, unpackReference } from './reference-snapshot.ts';
import { findShift, structureOf, type Structure } from './structure.ts';
import { copyPlanes, type Planes } from '../scene/planes.ts';

export interface ViewHealthWatch {
  /** Pictures must come in order of `at` (epoch ms). */
  observe(now: Planes, at: number): ViewHealth;
  /** Whether the latest picture looked wrong, be it too early to say so: nothing should be learnt from it. */
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

/** How long a state must last before it is said. */
const patienceMs: Record<State, number> = {
  ok: 0,
  frozen: 30_000,
  black: 4000,
  covered: 4000,
  blurred: 8000,
  moved: 5000,
};
/** log2(Y + 8): 4 is Y = 8. */
const blackLuma = 4;
const plainSpread = 0.12;
const blurredDetail = 0.25;
/** Share of textured tiles that must have lost their structure. */
const movedTiles = 0.6;
/** And have it back before a moved view is right again: a crowd may look like some of it. */
const backTiles = 0.35;
const referenceMs = 300_000;
const warmUpMs = 5000;
/** The reference of an earlier run needs no warming up. */
const warmedUp = -Infinity;

export function createViewHealthWatch(from: ViewHealthSnapshot | null = null): ViewHealthWatch {
  let reference = from && unpackReference(from.reference);
  let startedAt = from ? warmedUp : 0;
  let previous: { planes: Planes; at: number } | null = null;
  let stillSince = 0;
  let said: ViewHealth = from?.said ?? { state: 'ok', since: 0, shift: null };
  let suspected: Suspicion = { ...said, isSure: said.state !== 'ok' };

  const inspect = (now: Planes, at: number): Pick<ViewHealth, 'state' | 'shift'> => {
    stillSince = previous && isSame(previous.planes, now) ? stillSince || at : 0;
    const structure = structureOf(now, reference ?? now);
    const isFrozen = stillSince > 0 && at - stillSince >= patienceMs.frozen;
    const state = judge(structure, { isFrozen, wasMoved: said.state === 'moved' });
    return { state, shift: state === 'moved' && reference ? findShift(now, reference) : null };
  };

  const observe = (now: Planes, at: number): ViewHealth => {
    if (!reference || reference.width !== now.width || reference.height !== now.height) {
      [reference, startedAt, previous] = [copyPlanes(now), at, null];
      said = { state: 'ok', since: at, shift: null };
      suspected = { ...said, isSure: false };
    }
    const { state, shift } = inspect(now, at);
    suspected = suspicionOf({ state, shift }, suspected, at);
    const sure = at - suspected.since >= (state === 'frozen' ? 0 : patienceMs[state]);
    if (sure && state !== said.state) said = { state, since: suspected.since, shift };
    if (state === 'ok')
      follow(reference, now, at - startedAt < warmUpMs ? 1 : at - (previous?.at ?? at));
    previous = { planes: now, at };
    return said;
  };
  return {
    observe,
    isDoubtful: () => suspected.isSure || said.state !== 'ok',
    snapshot: () => reference && { reference: packReference(reference), said },
  };
}

function judge(
  { meanLuma, spread, detailShare, unlikeShare }: Structure,
  { isFrozen, wasMoved }: { isFrozen: boolean; wasMoved: boolean },
): State {
  if (meanLuma < blackLuma && spread < plainSpread * 2) return 'black';
  if (spread < plainSpread) return 'covered';
  if (isFrozen) return 'frozen';
  if (detailShare < blurredDetail) return 'blurred';
  return unlikeShare > (wasMoved ? backTiles : movedTiles) ? 'moved' : 'ok';
}

interface Suspicion {
  readonly state: State;
  readonly since: number;
  /** Heavy traffic may hide most of the structure for a moment, but it never shows it somewhere else. */
  readonly isSure: boolean;
}

function suspicionOf(
  { state, shift }: Pick<ViewHealth, 'state' | 'shift'>,
  before: Suspicion,
  at: number,
): Suspicion {
  const isSure = state !== 'ok' && (state !== 'moved' || shift !== null);
  return { state, since: state === before.state ? before.since : at, isSure };
}

function follow(reference: Planes, now: Planes, elapsedMs: number): void {
  const share = elapsedMs === 1 ? 0.5 : 1 - Math.exp(-elapsedMs / referenceMs);
  for (let pixel = 0; pixel < now.luma.length; pixel++)
    reference.luma[pixel]! += share * (now.luma[pixel]! - reference.luma[pixel]!);
}

function isSame(a: Planes, b: Planes): boolean {
  return a.luma.length === b.luma.length && a.luma.every((value, pixel) => value === b.luma[pixel]);
}
