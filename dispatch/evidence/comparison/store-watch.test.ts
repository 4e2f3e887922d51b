// When the store is compared, and what is said of it meanwhile. The comparison itself is tested on real databases in dispatch/store.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock.ts';
import { quietLog } from '../../testing/quiet-log.ts';
import { photoFact, type Fact } from './fact.ts';
import { createStoreWatch } from './store-watch.ts';
import type { StoredFacts } from './stored-facts.ts';

function aWatch(facts: () => Fact[]) {
  const clock = fakeClock(1000);
  const read: number[] = [];
  const tables: StoredFacts = {
    sources: [
      () => {
        read.push(clock.now());
        return Promise.resolve({ facts: facts(), next: null });
      },
    ],
    contradictions: () => Promise.resolve([]),
    casesThere: () => Promise.resolve(new Set()),
    entriesFrom: () => Promise.resolve([]),
  };
  const custody = { rows: () => Promise.resolve([]), personal: () => Promise.resolve([]) };
  const [entry] = [
    `{"act":"case-step","at":5,"details":{"photos":"aa","state":"x","step":"y"},"outcome":"done","personal":null,"subject":{"case":"c"},"version":1}`,
  ];
  const files = {
    checkpoint: () => Promise.resolve({ size: 1 } as never),
    entries: () => Promise.resolve([entry]),
  };
  const evidence = { isOnDisk: () => Promise.resolve(true) };
  const log = quietLog();
  const watch = createStoreWatch({
    tables: { facts: tables, custody },
    files,
    evidence,
    clock,
    log,
  });
  return { ...watch, clock, read };
}

const there = [photoFact({ id: 'aa', at: 5 })];

describe('the watch over the store', () => {
  it('answers all who ask at once with one comparison', async () => {
    const watch = aWatch(() => there);
    const [one, other] = await Promise.all([watch.look(), watch.look()]);
    expect(one).toBe(other);
    expect(watch.read).toHaveLength(1);
    await watch.look();
    expect(watch.read).toHaveLength(2);
  });

  it('says nothing before its first look, and keeps since when something differs', async () => {
    let facts: Fact[] = [];
    const watch = aWatch(() => facts);
    expect(watch.problems()).toEqual([]);
    const { at, lines } = await watch.look();
    expect(lines).toContain('missing: case c, 1 steps, 0 alerts, 1 photos (row 0 of the log)');
    watch.clock.advance(500);
    await watch.look();
    expect(watch.problems()).toMatchObject([{ code: 'store-differs-from-log', since: at }]);
    facts = there;
    await watch.look();
    expect(watch.problems()).toHaveLength(1);
  });

  it('looks ten minutes after the start and then once a day, also after a failure', async () => {
    let fails = true;
    const watch = aWatch(() => {
      if (fails) throw new Error('the database is away');
      return there;
    });
    const stopping = new AbortController();
    const running = watch.run(stopping.signal);
    while (watch.read.length < 1) await new Promise(setImmediate);
    fails = false;
    while (watch.read.length < 3) await new Promise(setImmediate);
    stopping.abort();
    await running;
    const [first = 0, second = 0, third = 0] = watch.read;
    expect(first).toBeGreaterThanOrEqual(601_000);
    expect(second - first).toBeGreaterThanOrEqual(86_400_000);
    expect(third - second).toBeGreaterThanOrEqual(86_400_000);
  });
});
