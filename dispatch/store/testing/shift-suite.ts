// Required behaviour of every store for swaps, hand-overs, ended mutes and settings of the review.
import { expect } from 'vitest';
import { emptyDuty, type DutyVersion, type HandOverSummary } from '../../../contracts/index.ts';
import type { NewHandOver, NewSwapRow, SwapEnd } from '../../roster/shift-store.ts';
import { anAlert } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import type { StoreTests } from './store-tests.ts';

const summary: HandOverSummary = {
  open: 0,
  red: 0,
  cases: [],
  happened: {},
  mutes: [],
  cameras: [],
};
const handOver = (at: number): NewHandOver => ({
  unit: 'west',
  part: 'officer',
  from: at - 10,
  at,
  outgoing: ['li'],
  incoming: ['sun'],
  summary,
  madeAt: at + 1,
});
const give = { unit: 'west', part: 'officer', from: 100, until: 200 } as const;
const swap: NewSwapRow = {
  give,
  inReturn: null,
  asker: 'li',
  other: 'sun',
  reason: 'ill',
  askedBy: 'li',
  askedAt: 10,
  state: 'asked',
};
const version = (number: number): DutyVersion => ({
  version: number,
  change: 'edited',
  at: 20,
  author: 'sun',
  reason: 'swap',
  restoredFrom: null,
  content: emptyDuty,
});
const agreed = (id: number): SwapEnd => ({
  swap: id,
  state: 'agreed',
  endedAt: 20,
  endedBy: 'sun',
});

export const shiftTests: StoreTests = {
  'makes one hand-over of each change of people, and keeps one signature': async ({ shifts }) => {
    expect(await shifts.addHandOver(handOver(50))).toBe(true);
    expect(await shifts.addHandOver(handOver(50))).toBe(false);
    expect(await shifts.addHandOver(handOver(60))).toBe(true);
    const [latest] = await shifts.handOvers(true);
    expect(latest).toMatchObject({ at: 60, signedAt: null, incoming: ['sun'] });
    const by = { at: 70, by: 'sun', note: 'read' };
    const id = latest?.handOver ?? 0;
    const both = await Promise.all([shifts.sign(id, by), shifts.sign(id, { ...by, by: 'wu' })]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect((await shifts.handOvers(true)).map(({ at }) => at)).toEqual([50]);
    expect((await shifts.handOvers(false)).map(({ at }) => at)).toEqual([50, 60]);
    expect(await shifts.findHandOver(999)).toBeNull();
  },

  'ends a swap once, with its version or not at all': async ({ shifts, duty }) => {
    const newest = (await duty.newest())?.version ?? 0;
    const first = await shifts.addSwap(swap);
    expect(await duty.addWithSwap(version(newest + 1), agreed(first.swap))).toBe('added');
    expect(await duty.addWithSwap(version(newest + 2), agreed(first.swap))).toBe('ended');
    expect((await duty.newest())?.version).toBe(newest + 1);
    expect(await shifts.findSwap(first.swap)).toMatchObject({
      state: 'agreed',
      endedBy: 'sun',
      version: newest + 1,
    });
    const second = await shifts.addSwap(swap);
    expect(await duty.addWithSwap(version(newest + 1), agreed(second.swap))).toBe('stale');
    expect((await shifts.findSwap(second.swap))?.state).toBe('asked');
    expect(await shifts.endSwap({ ...agreed(second.swap), state: 'withdrawn' })).toBe(true);
    expect(await shifts.endSwap({ ...agreed(second.swap), state: 'declined' })).toBe(false);
    expect((await shifts.swapsSince(11)).map(({ state }) => state)).toEqual([]);
    expect(await shifts.swapsSince(0)).toHaveLength(2);
  },

  'counts what happened in a stretch, in these cells alone': async (store) => {
    const alert = anAlert({ incidentId: 'in-a-shift' });
    await store.cases.record(planFor(alert));
    const at = alert.raisedAt + 5;
    const within = (cells: string[] | undefined, from: number) =>
      store.shifts.happened(['reported', 'closed'], cells, { from, to: at });
    expect((await within(undefined, at))['reported']).toBeGreaterThan(0);
    expect(await within(undefined, at + 1)).toEqual({});
    expect(await within(['999999'], at)).toEqual({});
  },

  'says which mutes have ended, and who ended them': async ({ mutes }) => {
    const mute = { of: 'camera', id: 'x', from: 1000, reason: 'works', author: 'chen' } as const;
    const first = await mutes.add({ ...mute, until: 2000 });
    await mutes.add({ ...mute, until: 1500 });
    expect(await mutes.end(first.mute, 1200, 'wu')).toBe(true);
    expect(await mutes.end(first.mute, 1300, 'wu')).toBe(false);
    const ended = await mutes.ended(1100, 1600);
    expect(ended.map(({ until, endedBy }) => [until, endedBy])).toEqual([
      [1500, null],
      [1200, 'wu'],
    ]);
    expect(await mutes.ended(1500, 1600)).toEqual([]);
  },

  'gives the newest setting of the review for each fence and kind': async ({ reviewGates }) => {
    const gate = { of: 'fence', id: 'gate', at: 1, author: 'chen', reason: 'shadows' } as const;
    await reviewGates.add({ ...gate, rule: { withinMs: 60_000, otherwise: 'send' } });
    const before = await reviewGates.newest();
    await reviewGates.add({ ...gate, rule: 'off' });
    await reviewGates.add({ ...gate, of: 'kind', rule: 'site-file' });
    expect(await reviewGates.newest()).toBeGreaterThan(before);
    expect((await reviewGates.list()).map(({ of, rule }) => [of, rule])).toEqual([
      ['fence', 'off'],
      ['kind', 'site-file'],
    ]);
  },
};
