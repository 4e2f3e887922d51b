import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { drainOnce, startDrain, type DrainOptions, type SendOutcome } from './drain.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outbox-options.ts';

const delivered: SendOutcome = { outcome: 'delivered' };
const later = (scope: 'this' | 'everything'): SendOutcome => ({
  outcome: 'retry',
  reason: 'away',
  scope,
});

function memoryOutbox(items: string[], putAt: number): Outbox<string> {
  let entries: OutboxEntry<string>[] = items.map((item) => ({ id: item, putAt, item }));
  const state = () => ({
    waiting: entries.length,
    unwritten: 0,
    unremoved: 0,
    problem: null,
    problems: [],
  });
  return {
    put: (item) => {
      entries.push({ id: item, putAt, item });
      return Promise.resolve('durable');
    },
    entries: () => [...entries],
    remove: (id) => Promise.resolve(void (entries = entries.filter((entry) => entry.id !== id))),
    flush: () => Promise.resolve(state()),
    state,
  };
}

/** Items look like `a1`: the letter is the key whose order must be kept. */
function drainOf(items: string[], answer: (item: string) => SendOutcome) {
  const clock = createFakeClock();
  const outbox = memoryOutbox(items, clock.now());
  const memory = createMemoryLog();
  const stopping = new AbortController();
  const sent: string[] = [];
  const done: string[] = [];
  const options: DrainOptions<string> = {
    name: 'test',
    outbox,
    clock,
    log: memory.log,
    signal: stopping.signal,
    keyOf: (item) => item[0] ?? '',
    send: (item) => {
      sent.push(item);
      return Promise.resolve(answer(item));
    },
    onDone: (item, result) => Promise.resolve(void done.push(`${item} ${result}`)),
  };
  const left = () => outbox.entries().map(({ item }) => item);
  return { options, sent, done, left, clock, stopping, memory, outbox };
}

describe('one pass over an outbox', () => {
  it('does nothing when it is empty', async () => {
    const { options, sent } = drainOf([], () => delivered);
    expect((await drainOnce(options)).waiting).toBeNull();
    expect(sent).toEqual([]);
  });

  it('delivers oldest first and removes what was delivered', async () => {
    const { options, sent, left } = drainOf(['a1', 'b1', 'a2'], () => delivered);
    expect((await drainOnce(options)).waiting).toBeNull();
    expect(sent).toEqual(['a1', 'b1', 'a2']);
    expect(left()).toEqual([]);
  });

  it('keeps the order within a key, and lets other keys pass', async () => {
    const { options, sent, left } = drainOf(['a1', 'b1', 'a2', 'b2'], (item) =>
      item === 'a1' ? later('this') : delivered,
    );
    expect((await drainOnce(options)).waiting).toBe('away');
    expect(sent).toEqual(['a1', 'b1', 'b2']);
    expect(left()).toEqual(['a1', 'a2']);
  });

  it('tries only once per pass when the receiver is down', async () => {
    const { options, sent, left } = drainOf(['a1', 'b1'], () => later('everything'));
    expect((await drainOnce(options)).waiting).toBe('away');
    expect(sent).toEqual(['a1']);
    expect(left()).toEqual(['a1', 'b1']);
  });

  it('drops an entry that is permanently refused, and logs it', async () => {
    const { options, left, done, memory } = drainOf(['a1'], () => ({
      outcome: 'permanent',
      reason: 'dispatch answers 404',
    }));
    await drainOnce(options);
    expect(left()).toEqual([]);
    expect(done).toEqual(['a1 refused']);
    expect(memory.text()).toContain('dispatch answers 404');
  });

  it('drops an entry that is too old, after one more attempt', async () => {
    const { options, sent, done, clock, left } = drainOf(['a1', 'b1'], (item) =>
      item === 'a1' ? later('this') : delivered,
    );
    await clock.advance(5000);
    await drainOnce({ ...options, maxAgeMs: 4000 });
    expect(sent).toEqual(['a1', 'b1']);
    expect(done).toEqual(['a1 expired', 'b1 delivered']);
    expect(left()).toEqual([]);
  });

  it('drops old entries one by one while the receiver is down', async () => {
    const { options, left, clock } = drainOf(['a1', 'b1'], () => later('everything'));
    await clock.advance(5000);
    expect((await drainOnce({ ...options, maxAgeMs: 4000 })).waiting).toBe('away');
    expect(left()).toEqual(['b1']);
  });

  it('keeps an entry whose send throws, and delivers the others', async () => {
    const { options, left, sent } = drainOf(['a1', 'a2', 'b1'], (item) => {
      if (item === 'a1') throw new Error('no such thing');
      return delivered;
    });
    expect((await drainOnce(options)).waiting).toBe('failed: no such thing');
    expect([sent, left()]).toEqual([
      ['a1', 'b1'],
      ['a1', 'a2'],
    ]);
  });

  it('goes on when the files of an entry cannot be cleaned up', async () => {
    const { options, left, memory } = drainOf(['a1', 'b1'], () => delivered);
    const onDone = () => Promise.reject(new Error('read-only file system'));
    expect((await drainOnce({ ...options, onDone })).waiting).toBeNull();
    expect(left()).toEqual([]);
    expect(memory.text()).toContain('read-only file system');
  });

  it('reports the problem of waiting entries', async () => {
    const problem = { code: 'dispatch-unreachable', subject: 'http://d' } as const;
    const { options } = drainOf(['a1'], () => ({ ...later('everything'), problem }) as SendOutcome);
    expect((await drainOnce(options)).problems).toEqual([problem]);
  });
});

describe('a running drain', () => {
  it('backs off, logs the reason once, and logs the recovery', async () => {
    let answer = later('everything');
    const { options, clock, stopping, memory, left } = drainOf(['a1'], () => answer);
    const drain = startDrain(options);
    await clock.advance(120_000);
    expect(clock.waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    answer = delivered;
    await clock.advance(31_000);
    expect(left()).toEqual([]);
    expect(memory.lines.map(({ msg }) => msg)).toEqual(['waiting', 'delivery works again']);
    stopping.abort();
    await drain.done;
  });

  it('runs at once when it is nudged', async () => {
    const { options, clock, stopping, sent, outbox } = drainOf([], () => delivered);
    const drain = startDrain(options);
    await clock.advance(10);
    await outbox.put('a1', 0);
    drain.nudge();
    await clock.advance(10);
    expect(sent).toEqual(['a1']);
    stopping.abort();
    await drain.done;
  });

  it('restarts when its outbox fails, and goes on', async () => {
    const { options, clock, stopping, left, outbox, memory } = drainOf(['a1'], () => delivered);
    let failures = 0;
    const flush = () =>
      (failures += 1) < 3 ? Promise.reject(new Error('no disk')) : outbox.flush();
    const drain = startDrain({ ...options, outbox: { ...outbox, flush } });
    await clock.advance(5000);
    expect(left()).toEqual([]);
    expect(memory.lines.filter(({ msg }) => msg.includes('started again'))).toHaveLength(1);
    stopping.abort();
    await drain.done;
  });

  it('ends at once on abort, also in the middle of a pass', async () => {
    const run = drainOf(['a1', 'b1'], () => {
      run.stopping.abort();
      return later('this');
    });
    await startDrain(run.options).done;
    expect(run.sent).toEqual(['a1']);
  });
});
