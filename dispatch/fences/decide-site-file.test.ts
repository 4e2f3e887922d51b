import { describe, expect, it } from 'vitest';
import type { FenceFile, FenceVersion, KindFile } from '../../contracts/index.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { decideSiteFile, siteFileAuthor } from './decide-site-file.ts';

const old = aFence({ minCover: 0.1 });
const changed = aFence({ minCover: 0.2 });
const drawn = aFence({ minCover: 0.9 });
const byFile = (fence: FenceFile | null) =>
  aVersion(1, { fence, author: siteFileAuthor, change: 'created' });
const byOperator = (fence: FenceFile | null) => aVersion(2, { fence, author: 'li' });

function decide(fences: FenceFile[], saidBefore: FenceFile[], newest: FenceVersion[]) {
  return decideSiteFile({
    fences,
    saidBefore: new Map(saidBefore.map((fence) => [fence.id, fence])),
    newest: new Map(newest.map((version) => [version.fenceId, version])),
    kinds: [],
    at: 5000,
  });
}

describe('the site file', () => {
  it('writes the first version of a new fence', () => {
    expect(decide([old], [], [])).toEqual([
      {
        fenceId: old.id,
        version: 1,
        change: 'created',
        at: 5000,
        author: 'site file',
        reason: 'is in the site file',
        restoredFrom: null,
        fence: old,
      },
    ]);
  });

  it("writes a new version when it changes, even over an operator's", () => {
    const [version, ...rest] = decide([changed], [old], [byOperator(drawn)]);
    expect(version).toMatchObject({ version: 3, change: 'edited', fence: changed });
    expect(rest).toEqual([]);
  });

  it('recreates a fence that an operator removed when its entry has changed', () => {
    const [version] = decide([changed], [old], [byOperator(null)]);
    expect(version).toMatchObject({ version: 3, change: 'created', fence: changed });
  });

  it.each<[string, FenceFile[], FenceFile[], FenceVersion[]]>([
    ['nothing, and said nothing before', [], [], []],
    ['what it said before', [old], [old], [byFile(old)]],
    ['what it said before, under what an operator drew', [old], [old], [byOperator(drawn)]],
    ['what it said before, of a fence that an operator removed', [old], [old], [byOperator(null)]],
    ['anew what an operator has drawn already', [drawn], [old], [byOperator(drawn)]],
    ['no more a fence that an operator has made theirs', [], [old], [byOperator(drawn)]],
    ['no more a fence that is removed already', [], [old], [byFile(null)]],
    ['no more a fence that nobody knows', [], [old], []],
  ])('writes nothing when it has %s', (_, fences, before, newest) => {
    expect(decide(fences, before, newest)).toEqual([]);
  });

  it('removes a fence that left it, if only the file has made it', () => {
    expect(decide([], [old], [byFile(old)])).toMatchObject([
      { version: 2, change: 'removed', fence: null, author: 'site file' },
    ]);
  });

  it('of one fence does not affect the others', () => {
    const other = aFence({ id: 'other' });
    const versions = decide([old, other], [old], [byOperator(drawn)]);
    expect(versions.map(({ fenceId }) => fenceId)).toEqual(['other']);
  });
});

describe('a kind of the site', () => {
  const kind = (dwell: string): KindFile => ({
    id: 'bench',
    names: { en: 'bench', zh: '长椅' },
    what: { things: ['table'] },
    where: {},
    howLong: { dwell },
    matters: [{ code: '09006', en: 'trading on the road', zh: '占道经营' }],
  });
  const bench = { ...drawn, kind: 'bench', definition: kind('1m') };
  const decideWith = (kinds: KindFile[]) =>
    decideSiteFile({
      fences: [],
      saidBefore: new Map<string, FenceFile>(),
      kinds,
      at: 5000,
      newest: new Map([[bench.id, byOperator(bench)]]),
    });

  it('without a change makes no version', () => {
    expect(decideWith([kind('1m')])).toEqual([]);
  });

  it('with a new definition makes a version of each of its fences, with the reason', () => {
    expect(decideWith([kind('2m')])).toMatchObject([
      {
        version: 3,
        change: 'edited',
        author: 'site file',
        reason: 'the kind bench was changed in the site file',
        fence: { id: bench.id, definition: { howLong: { dwell: '2m' } } },
      },
    ]);
  });

  it('that left the file stays in its fences', () => {
    expect(decideWith([])).toEqual([]);
  });
});
