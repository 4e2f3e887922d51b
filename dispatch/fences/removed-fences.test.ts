// Which fences can be restored.
import { describe, expect, it } from 'vitest';
import type { FenceVersion } from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { removedFences } from './removed-fences.ts';

const version = (fenceId: string, number: number, part: Partial<FenceVersion>): FenceVersion => ({
  fenceId,
  version: number,
  change: 'edited',
  at: number,
  author: 'li.na',
  reason: 'why',
  restoredFrom: null,
  fence: aFence({ id: fenceId }),
  ...part,
});
const removal = (fenceId: string, number: number) =>
  version(fenceId, number, { change: 'removed', fence: null });

/** A store of these versions, given oldest first. */
function storeOf(versions: readonly FenceVersion[]) {
  const history = (id: string) => versions.filter(({ fenceId }) => fenceId === id).toReversed();
  const ids = [...new Set(versions.map(({ fenceId }) => fenceId))];
  return {
    newest: () => Promise.resolve(ids.flatMap((id) => history(id).slice(0, 1))),
    history: (id: string) => Promise.resolve(history(id)),
  };
}

describe('removed fences', () => {
  it('are none where there is no fence, or none was removed', async () => {
    expect(await removedFences(storeOf([]))).toEqual([]);
    expect(await removedFences(storeOf([version('a', 1, {})]))).toEqual([]);
  });

  it('come with their removal and their last version', async () => {
    const versions = [version('a', 1, {}), version('a', 2, {}), removal('a', 3)];
    expect(await removedFences(storeOf(versions))).toEqual([
      { removal: versions[2], last: versions[1] },
    ]);
  });

  it('are no longer listed after they were restored', async () => {
    const back = version('a', 3, { change: 'restored', restoredFrom: 1 });
    expect(await removedFences(storeOf([version('a', 1, {}), removal('a', 2), back]))).toEqual([]);
  });

  it('are listed for one camera if requested', async () => {
    const elsewhere = version('b', 1, { fence: aFence({ id: 'b', camera: 'gate' }) });
    const store = storeOf([version('a', 1, {}), removal('a', 2), elsewhere, removal('b', 2)]);
    expect((await removedFences(store)).map(({ last }) => last.fenceId)).toEqual(['a', 'b']);
    expect((await removedFences(store, 'gate')).map(({ last }) => last.fenceId)).toEqual(['b']);
  });
});
