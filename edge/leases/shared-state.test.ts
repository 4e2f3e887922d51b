// Which state a camera starts with, and which state is stored for the next holder.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alert } from '../../contracts/testing/messages.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import {
  chooseState,
  createStateSharer,
  maxStateBytes,
  packState,
  unpackState,
  type StateSharerOptions,
} from './shared-state.ts';

const hour = 3_600_000;
const now = 1_800_000_000_000;
const saved = (lease: number | undefined, savedAt = now, pipeline: unknown = {}) => ({
  savedAt,
  state: { pipeline, unsettled: [], ...(lease !== undefined && { lease }) },
});

describe('the state to start with', () => {
  it.each([
    ['none, when there is none', null, null, 'none'],
    ['the own one of this hour, when none is shared', saved(5, now - hour + 1), null, 'own'],
    ['none, when the own one is older and none is shared', saved(5, now - hour - 1), null, 'none'],
    ['none, when the own one is from a clock far ahead', saved(5, now + hour + 1), null, 'none'],
    ['the shared one, when there is no own one', null, saved(5, now - 9 * hour), 'shared'],
    [
      'the shared one of a later lease, also when it is older',
      saved(5),
      saved(6, now - hour),
      'shared',
    ],
    ['the own one of a later lease', saved(7, now - hour), saved(6), 'own'],
    ['the later one of the same lease', saved(6, now - 1), saved(6), 'shared'],
    ['the own one when both are the same', saved(6), saved(6), 'own'],
    [
      'the shared one, when the own one is from before edges shared cameras',
      saved(undefined),
      saved(6, now - 1),
      'shared',
    ],
  ] as const)('is %s', (_, own, shared, from) => {
    expect(chooseState(own, shared, now).from).toBe(from);
  });

  it('is never the one of an earlier lease when a later one exists', () => {
    const any = fc.record({ lease: fc.integer({ min: 1, max: 9 }), ago: fc.nat(hour) });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const choice = chooseState(saved(a.lease, now - a.ago), saved(b.lease, now - b.ago), now);
        const chosen = choice.from === 'none' ? 0 : choice.saved.state.lease;
        expect(chosen).toBe(Math.max(a.lease, b.lease));
      }),
    );
  });
});

it('a packed state is unpacked unchanged, with the alerts that may not have been sent', async () => {
  const state = { pipeline: { places: [1, 2] }, unsettled: [alert], lease: 9 };
  expect(await unpackState(await packState({ savedAt: now, state }))).toEqual({
    savedAt: now,
    state,
  });
});

function sharerOf(change: Partial<StateSharerOptions['store']> = {}) {
  const clock = createFakeClock(now);
  const memory = createMemoryLog();
  const written: Uint8Array[] = [];
  const results: string[] = [];
  const store = {
    keepState: (_: string, packed: Uint8Array) => {
      written.push(packed);
      return Promise.resolve(true);
    },
    loadState: () => Promise.resolve(null),
    ...change,
  };
  const sharer = createStateSharer({
    cameraId: 'gate',
    lease: () => 9,
    store,
    onShared: (result) => results.push(result),
    clock,
    log: memory.log,
  });
  return { sharer, clock, memory, written, results };
}

const state = { pipeline: {}, unsettled: [], lease: 9 };
const usual = { isUrgent: false, isCalm: false };

describe('storing the shared state', () => {
  it('happens every ten seconds, every minute without objects, and at once for an alert', async () => {
    const { sharer, clock, written } = sharerOf();
    const countAfter = async (ms: number, how: typeof usual) => {
      await clock.advance(ms);
      await sharer.share(state, how);
      return written.length;
    };
    expect(await countAfter(0, usual)).toBe(1);
    expect(await countAfter(9999, usual)).toBe(1);
    expect(await countAfter(1, usual)).toBe(2);
    expect(await countAfter(59_999, { ...usual, isCalm: true })).toBe(2);
    expect(await countAfter(1, { ...usual, isCalm: true })).toBe(3);
    expect(await countAfter(0, { ...usual, isUrgent: true })).toBe(4);
  });

  it('is retried with the next state after a failure', async () => {
    let isAway = true;
    let tries = 0;
    const keepState = () => {
      tries += 1;
      return isAway ? Promise.reject(new Error('redis is away')) : Promise.resolve(true);
    };
    const { sharer, clock, results } = sharerOf({ keepState });
    await sharer.share(state, { ...usual, isUrgent: true });
    expect([sharer.isBehind(), results]).toEqual([true, ['failed']]);
    isAway = false;
    await clock.advance(1000);
    await sharer.share(state, usual);
    expect([sharer.isBehind(), results]).toEqual([false, ['failed', 'kept']]);
    await sharer.share(state, usual);
    expect(tries).toBe(2);
  });

  it('does not depend on the wall clock', async () => {
    const { sharer, clock, written } = sharerOf();
    await sharer.share(state, usual);
    clock.set(-24 * hour);
    await clock.advance(10_000);
    await sharer.share(state, usual);
    expect(written).toHaveLength(2);
  });

  it.each([
    [
      'of a camera that another edge has',
      { keepState: () => Promise.resolve(false) },
      'not-holder',
    ],
    ['while Redis is away', { keepState: () => Promise.reject(new Error('away')) }, 'failed'],
  ])('%s costs nothing, and is logged once', async (_, change, result) => {
    const { sharer, memory, results } = sharerOf(change);
    await sharer.share(state, { ...usual, isUrgent: true });
    await sharer.share(state, { ...usual, isUrgent: true });
    expect(results).toEqual([result, result]);
    expect(memory.lines.filter(({ level }) => level === 40)).toHaveLength(1);
  });

  it('is skipped for a state that is too large', async () => {
    const { sharer, written, results } = sharerOf();
    const noise = Array.from({ length: maxStateBytes }, () => Math.random());
    await sharer.share({ ...state, pipeline: noise }, usual);
    expect([written.length, results]).toEqual([0, ['too-large']]);
  });
});

describe('a shared state that cannot be used', () => {
  it.each([
    ['rubbish', () => Promise.resolve(Buffer.from('rubbish'))],
    ['another version', () => Promise.resolve(deflateSync(JSON.stringify({ version: 2 })))],
    [
      'more than it may unpack to',
      () => Promise.resolve(deflateSync(Buffer.alloc(65 * 1024 * 1024))),
    ],
    ['no answer', () => Promise.reject(new Error('away'))],
  ])('(%s) leaves the own one', async (_, loadState) => {
    const { sharer, memory } = sharerOf({ loadState });
    expect(await sharer.choose(saved(9))).toEqual(saved(9).state);
    expect(memory.text()).toContain('cannot be read');
    expect(await sharer.choose(null)).toBeNull();
  });
});
