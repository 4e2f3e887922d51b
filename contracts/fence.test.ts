// Fences: what an operator may write, and the defaults of each kind.
import { describe, expect, it } from 'vitest';
import { describeFaults, faultsOf } from './faults.ts';
import { completeFence, fenceFileSchema, type FenceFile } from './fence.ts';
import { unknownKind } from './kind-faults.ts';
import { findKind, kinds } from './kind.ts';
import { shippedKindFiles } from './kinds/index.ts';

const smallest: FenceFile = {
  id: 'exit',
  camera: 'gate',
  kind: 'blocked-fire-exit',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

/** A polygon inside the smallest fence. */
const planter: [number, number][] = [
  [0.6, 0.2],
  [0.8, 0.2],
  [0.8, 0.4],
];

function complete(extra: Partial<FenceFile>) {
  return completeFence(fenceFileSchema.parse({ ...smallest, ...extra }));
}

function faults(extra: object) {
  const { error } = fenceFileSchema.safeParse({ ...smallest, ...extra }, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

describe('completeFence', () => {
  it('uses no second opinion if the fence or its kind turns it off', () => {
    expect(complete({ secondOpinion: false }).secondOpinion).toBe(false);
    const definition = { ...shippedKindFiles[0]!, id: 'own', secondOpinion: false };
    const own = { ...smallest, kind: 'own', definition };
    expect(completeFence(fenceFileSchema.parse(own)).secondOpinion).toBe(false);
    expect(
      completeFence(fenceFileSchema.parse({ ...own, secondOpinion: true })).secondOpinion,
    ).toBe(true);
  });

  it('fills in everything that a blocked exit needs', () => {
    expect(complete({})).toEqual({
      id: 'exit',
      name: 'exit',
      version: 1,
      camera: 'gate',
      kind: 'blocked-fire-exit',
      definition: findKind('blocked-fire-exit'),
      polygon: smallest.polygon,
      holes: [],
      anchor: { by: 'any-overlap' },
      size: {},
      dwellMs: { vehicle: 50_000, 'two-wheeler': 40_000, goods: 40_000, default: 40_000 },
      schedule: null,
      exceptions: [],
      permits: [],
      minCover: 0.05,
      minArea: 0.01,
      minCount: 1,
      apart: null,
      reopenWithinMs: 60_000,
      stillThereEveryMs: 600_000,
      clearAfterMs: 6000,
      secondOpinion: true,
      severity: 'normal',
      place: null,
      matterCode: null,
    });
  });

  it.each([
    ['street-vending', 300_000],
    ['blocked-fire-exit', 40_000],
    ['debris-pile', 120_000],
  ] as const)('gives %s its own dwell', (kind, ms) => {
    expect(complete({ kind }).dwellMs.default).toBe(ms);
  });

  it.each<[string, FenceFile['anchor'], object]>([
    ['its own word', 'bottom-centre', { by: 'bottom-centre' }],
    ['a share of the thing', { inside: 0.5 }, { by: 'inside', share: 0.5 }],
    ['a share of the fence', { covers: 0.1 }, { by: 'covers', share: 0.1 }],
    ['none, which is half the heap or less', undefined, { by: 'inside', share: 0.35 }],
  ])('accepts an anchor by %s', (_, anchor, expected) => {
    const written = anchor === undefined ? {} : { anchor };
    expect(complete({ kind: 'debris-pile', ...written }).anchor).toEqual(expected);
  });

  it('accepts one dwell for all classes', () => {
    const all = { vehicle: 10_000, 'two-wheeler': 10_000, goods: 10_000, default: 10_000 };
    for (const kind of kinds) expect(complete({ kind, dwell: '10s' }).dwellMs).toEqual(all);
  });

  it.each<[string, FenceFile['dwell'], object]>([
    [
      'no class at all',
      {},
      { vehicle: 40_000, 'two-wheeler': 40_000, goods: 40_000, default: 40_000 },
    ],
    [
      'one class',
      { vehicle: '5s' },
      { vehicle: 5000, 'two-wheeler': 40_000, goods: 40_000, default: 40_000 },
    ],
    [
      'the default only',
      { default: '9s' },
      { vehicle: 9000, 'two-wheeler': 9000, goods: 9000, default: 9000 },
    ],
    [
      'a class and the default',
      { goods: '1s', default: '9s' },
      { vehicle: 9000, 'two-wheeler': 9000, goods: 1000, default: 9000 },
    ],
  ])('completes a dwell that names %s', (_, dwell, expected) => {
    expect(complete({ dwell }).dwellMs).toEqual(expected);
  });

  it('keeps everything that was written', () => {
    const hours = { days: ['mon' as const], from: '22:00', to: '06:00' };
    const permit = { id: 'stall-7', holder: 'Li', hours: [hours] };
    const fence = complete({
      name: 'Exit 3',
      schedule: [hours],
      permits: [permit],
      minCover: 0.4,
      minArea: 0.2,
      reopenWithin: '2m',
      stillThereEvery: '5m',
      clearAfter: '30s',
      holes: [planter],
      size: { maxWidth: 0.4 },
      exceptions: [{ name: 'Market', dates: ['2026-10-01'], hours: [] }],
      severity: 'critical',
      place: 'north-stairs',
      matterCode: '09012',
    });
    expect(fence).toMatchObject({
      name: 'Exit 3',
      schedule: [hours],
      permits: [permit],
      minCover: 0.4,
      minArea: 0.2,
      reopenWithinMs: 120_000,
      stillThereEveryMs: 300_000,
      clearAfterMs: 30_000,
      holes: [planter],
      size: { maxWidth: 0.4 },
      exceptions: [{ name: 'Market', dates: ['2026-10-01'], hours: [] }],
      severity: 'critical',
      place: 'north-stairs',
      matterCode: '09012',
    });
  });

  it('returns copies of the defaults, so that a caller cannot change them', () => {
    const first = complete({});
    first.dwellMs.vehicle = 1;
    expect(complete({}).dwellMs.vehicle).toBe(50_000);
  });
});

describe('fenceFileSchema', () => {
  it.each([
    ['an empty id', { id: '' }, 'id: expected 1 to 64 letters, digits, "-" or "_", got ""'],
    [
      'an id with a slash',
      { id: 'a/b' },
      'id: expected 1 to 64 letters, digits, "-" or "_", got "a/b"',
    ],
    [
      'an id that climbs out of its folder',
      { id: '..' },
      'id: expected 1 to 64 letters, digits, "-" or "_", got ".."',
    ],
    ['a kind that is none', { kind: 'parking' }, `kind: ${unknownKind('parking')}`],
    ['a misspelt key', { dwel: '5s' }, 'dwel: unknown key'],
    [
      'a zero dwell',
      { dwell: '0s' },
      'dwell: expected a duration longer than zero such as "40s", or one per class of thing: {vehicle: 50s, goods: 40s}, got "0s"',
    ],
    [
      'a zero dwell of one class',
      { dwell: { goods: '0s' } },
      'dwell.goods: expected a duration longer than zero, got "0s"',
    ],
    [
      'a dwell in bare seconds',
      { dwell: 40 },
      'dwell: expected a duration longer than zero such as "40s", or one per class of thing: {vehicle: 50s, goods: 40s}, got 40',
    ],
    ['a class without dwell of its own', { dwell: { person: '5s' } }, 'dwell.person: unknown key'],
    ['a cover of nothing', { minCover: 0 }, 'minCover: expected number to be >0, got 0'],
    ['a cover in per cent', { minCover: 40 }, 'minCover: expected number to be <=1, got 40'],
    ['a schedule without hours', { schedule: [] }, 'schedule: expected array to have >=1 items'],
    [
      'a code without quotes',
      { matterCode: 9006 },
      'matterCode: expected 5 digits in quotes such as "09006", got 9006',
    ],
    [
      'a code that is too long',
      { matterCode: '0900612' },
      'matterCode: expected 5 digits in quotes such as "09006", got "0900612"',
    ],
  ])('refuses %s', (_, extra, text) => {
    expect(faults(extra)).toBe(text);
  });

  it('refuses an empty fence and names every key that is missing', () => {
    const { error } = fenceFileSchema.safeParse({}, { reportInput: true });
    expect(error && faultsOf(error).map(({ path }) => path)).toEqual([
      'id',
      'camera',
      'kind',
      'polygon',
    ]);
  });

  it('accepts ids in capitals', () => {
    expect(faults({ id: 'EXIT_3-a' })).toBe('');
  });
});
