// Stores imported fences: each becomes a draft, of the armed fence with its id or as a new fence.
import type { FenceFile, FenceVersion } from '../../../contracts/index.ts';
import { baseOf, nextNewKey, type Draft, type DraftKey, type Drafts } from '../drafts/draft.ts';

/** The drafts to store, in the order of the fences. */
export function takeIn(
  fences: readonly FenceFile[],
  armed: readonly FenceVersion[],
  drafts: Drafts,
): [DraftKey, Draft][] {
  return fences.reduce<[DraftKey, Draft][]>((taken, fence) => {
    const own = armed.find(({ fenceId }) => fenceId === fence.id);
    const key = own?.fenceId ?? newKeyOf(fence, { ...drafts, ...Object.fromEntries(taken) });
    return [...taken, [key, { base: own ? baseOf(own) : null, fence, drawing: null }]];
  }, []);
}

/** A new draft with the same id is the same fence, imported again. */
function newKeyOf(fence: FenceFile, drafts: Drafts): DraftKey {
  const known = Object.entries(drafts).find(
    ([, draft]) => draft.base === null && draft.fence.id === fence.id,
  );
  return known?.[0] ?? nextNewKey(drafts);
}
