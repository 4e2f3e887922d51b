// Kinds as data: the accepted form, its defaults, and the wording of faults.
import { describe, expect, it } from 'vitest';
import { describeFaults, faultsOf } from './faults.ts';
import { completeFence, fenceFileSchema, type FenceFile } from './fence.ts';
import { kindFileSchema, type KindFile } from './kind-file.ts';
import { findKind, kindNames, kinds, usualMatterCode } from './kind.ts';
import { shippedKindFiles } from './kinds/index.ts';
import { completePolicy } from './policy.ts';
import { parseSite, type SiteFile } from './site.ts';

const bench: KindFile = {
  id: 'bench-in-the-way',
  names: { en: 'bench in the way', zh: '长椅占道' },
  what: { things: ['table'] },
  where: {},
  howLong: { dwell: '1m' },
  matters: [{ code: '09006', en: 'trading on the road', zh: '占道经营' }],
};
const fence: FenceFile = {
  id: 'walk',
  camera: 'gate',
  kind: 'bench-in-the-way',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};
const site: SiteFile = {
  version: 1,
  timezone: 'UTC',
  cameras: [{ id: 'gate', source: 'a.mp4' }],
  kinds: [bench],
  fences: [fence],
};

function faults(change: object): string {
  const { error } = kindFileSchema.safeParse({ ...bench, ...change }, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

function siteFaults(change: object): string {
  const result = parseSite({ ...site, ...change });
  return result.ok ? '' : describeFaults(result.faults);
}

describe('a kind', () => {
  it.each(shippedKindFiles.map((file) => [file.id, file] as const))(
    '%s is written in the form that sites use, and is plain JSON',
    (_, file) => {
      expect(kindFileSchema.safeParse(JSON.parse(JSON.stringify(file))).success).toBe(true);
    },
  );

  it('gets defaults for everything that is absent', () => {
    expect(kindFileSchema.parse(bench)).toMatchObject({
      what: { things: ['table'], labels: [], leastConfidence: 0.35, ground: 1, unnamed: 'default' },
      where: { anchor: { inside: 0.35 } },
      howLong: { dwell: 60_000, reopenWithin: 60_000, stillThereEvery: 600_000, clearAfter: 6000 },
      secondOpinion: true,
      whoMay: { permits: true },
      severity: 'normal',
      deadlines: [],
      mark: { icon: 'flag', hue: 'blue' },
    });
  });

  it.each<[string, object, string]>([
    [
      'nothing to look for',
      { what: {} },
      'what: expected what to look for: things, labels or regions',
    ],
    [
      'two ways to count',
      { where: { minCount: 3, minArea: 0.1 } },
      'where: expected one of minCover, minArea and minCount at most',
    ],
    ['a distance of nothing', { where: { apart: 2 } }, 'where.apart: expected minCount beside it'],
    [
      'a dwell of some classes only',
      { howLong: { dwell: { vehicle: '1m' } } },
      'howLong.dwell: expected a duration, or one per class with a default: {vehicle: 50s, default: 40s}',
    ],
    ['no matter', { matters: [] }, 'matters: expected array to have >=1 items'],
    [
      'a code of none of its matters',
      { matterCode: '09001' },
      'matterCode: expected the code of one of its matters',
    ],
    [
      'a thing that is none',
      { what: { things: ['banana'] } },
      'what.things[0]: expected one of "person"|"vehicle"|"two-wheeler"|"goods"|"stall"|"umbrella"|"table"|"debris"|"animal"|"other", got "banana"',
    ],
    ['no Chinese name', { names: { en: 'x' } }, 'names.zh: expected string, got nothing'],
    ['a key nobody knows', { colour: 'red' }, 'colour: unknown key'],
    [
      'evidence that things gather together',
      { where: { minCount: 2 }, gathers: { least: 1 } },
      'gathers: expected no minCover or minCount beside it: evidence gathers at each thing',
    ],
  ])('with %s is refused', (_, change, text) => {
    expect(faults(change)).toBe(text);
  });
});

describe('a kind of a site', () => {
  it('defines its fences, with its own times', () => {
    const result = parseSite({ ...site, kinds: [{ ...bench, severity: 'high' }] });
    expect(result.ok && result.site.fences[0]).toMatchObject({
      kind: 'bench-in-the-way',
      definition: { id: 'bench-in-the-way' },
      dwellMs: { default: 60_000 },
      severity: 'high',
    });
  });

  it('is stored with its fences, as written', () => {
    const result = parseSite(site);
    expect(result.ok && result.site.writtenFences).toEqual([{ ...fence, definition: bench }]);
    const written = fenceFileSchema.parse({ ...fence, definition: bench });
    expect(completeFence(written)).toEqual(result.ok && result.site.fences[0]);
  });

  it('adds its deadlines after those of the site', () => {
    const own = kindFileSchema.parse({ ...bench, deadlines: [{ handle: '2h' }] });
    const { deadlines } = completePolicy({}, [own]);
    expect(deadlines).toContainEqual({
      kinds: ['bench-in-the-way'],
      handle: { unit: 'time', amount: 7_200_000 },
    });
  });

  it.each<[string, object, RegExp]>([
    [
      'the name of a shipped kind',
      { kinds: [{ ...bench, id: 'banner' }] },
      /kinds\[0\]\.id: .*banner/,
    ],
    ['one name twice', { kinds: [bench, bench] }, /kinds\[1\]\.id: .*already/],
    ['no entry', { kinds: [] }, /fences\[0\]\.kind: expected one of .*, got "bench-in-the-way"/],
    [
      'a route for none',
      { routes: [{ name: 'a', kinds: ['ufo'], tell: [{ part: 'officer' }] }] },
      /routes\[0\]\.kinds\[0\]: .*ufo/,
    ],
    [
      'a deadline for none',
      { deadlines: [{ kinds: ['ufo'], handle: '1h' }] },
      /deadlines\[0\]\.kinds\[0\]/,
    ],
    [
      'a number where nothing is counted',
      { fences: [{ ...fence, minCount: 3 }] },
      /fences\[0\]\.minCount: expected none/,
    ],
    [
      'a permit where nobody may',
      { kinds: [{ ...bench, whoMay: { permits: false } }], fences: [{ ...fence, permits: [{}] }] },
      /fences\[0\]\.permits: expected none/,
    ],
    [
      'a meaning in the fence itself',
      { fences: [{ ...fence, definition: bench }] },
      /definition: unknown key/,
    ],
  ])('is refused with %s', (_, change, text) => {
    expect(siteFaults(change)).toMatch(text);
  });

  it('must be the kind that the fence names', () => {
    const { error } = fenceFileSchema.safeParse({ ...fence, kind: 'other', definition: bench });
    expect(error && describeFaults(faultsOf(error))).toMatch(/definition\.id: expected "other"/);
  });
});

describe('names and codes', () => {
  it("come from the site's kinds or the shipped ones; an unknown kind keeps its bare name", () => {
    const own = [kindFileSchema.parse(bench)];
    expect(kindNames('bench-in-the-way', own).zh).toBe('长椅占道');
    expect(kindNames('bench-in-the-way')).toEqual({
      en: 'bench-in-the-way',
      zh: 'bench-in-the-way',
    });
    for (const kind of kinds) expect(kindNames(kind).zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('without a code of its own is that of its first matter', () => {
    expect(usualMatterCode(kindFileSchema.parse(bench))).toBe('09006');
    expect(findKind('ufo')).toBeUndefined();
  });
});
