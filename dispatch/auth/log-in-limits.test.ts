// Limits on concurrent password checks, and failed tries per name.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import type { PeopleStore } from './people-store.ts';
import { createFailedTries } from './failed-tries.ts';
import { createSessions } from './sessions.ts';
import { createWorkLimit } from './work-limit.ts';

describe('a work limit', () => {
  it('runs a fixed number at once, queues some in order, and rejects the rest', async () => {
    const limit = createWorkLimit({ parallel: 2, waiting: 3 });
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const work = (number: number) => () => {
      started.push(number);
      return new Promise<number>((resolve) =>
        finish.push(() => {
          resolve(number);
        }),
      );
    };
    const results = [1, 2, 3, 4, 5, 6].map((number) => limit.run(work(number)));
    expect(await results[5]).toBe('busy');
    expect(started).toEqual([1, 2]);
    for (let done = 0; done < 5; done += 1) {
      finish[done]?.();
      await results[done];
      await new Promise(setImmediate);
    }
    expect(await Promise.all(results.slice(0, 5))).toEqual([1, 2, 3, 4, 5]);
    expect(started).toEqual([1, 2, 3, 4, 5]);
  });

  it('has places of their own for those who go first, and takes them next', async () => {
    const limit = createWorkLimit({ parallel: 1, waiting: 2 });
    const ended: string[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const work = (name: string) => async () => {
      await gate;
      ended.push(name);
      return name;
    };
    const crowd = ['a', 'b', 'c', 'd'].map((name) => limit.run(work(name)));
    const known = ['x', 'y', 'z'].map((name) => limit.run(work(name), true));
    expect([await crowd[3], await known[2]]).toEqual(['busy', 'busy']);
    open();
    expect(await Promise.all(crowd)).toEqual(['a', 'b', 'c', 'busy']);
    expect(await Promise.all(known)).toEqual(['x', 'y', 'busy']);
    expect(ended).toEqual(['a', 'x', 'y', 'b', 'c']);
  });

  it('goes on after a failure', async () => {
    const limit = createWorkLimit({ parallel: 1, waiting: 1 });
    await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limit.run(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('failed tries', () => {
  it('block attempts under one name for a minute, and under no other', () => {
    const clock = fakeClock(1_000_000);
    const tries = createFailedTries(clock, 3);
    for (let count = 0; count < 3; count += 1) {
      expect(tries.mayTry('li')).toBe(true);
      tries.failed('li');
    }
    expect(tries.mayTry('li')).toBe(false);
    expect(tries.mayTry('wu')).toBe(true);
    clock.advance(60_000);
    expect(tries.mayTry('li')).toBe(true);
  });

  it('are cleared by the right password, and when the clock is set back', () => {
    const clock = fakeClock(1_000_000);
    const tries = createFailedTries(clock, 1);
    tries.failed('li');
    tries.succeeded('li');
    expect(tries.mayTry('li')).toBe(true);
    tries.failed('li');
    clock.advance(-3_600_000);
    expect(tries.mayTry('li')).toBe(true);
  });

  it('store a bounded number of names', () => {
    const tries = createFailedTries(fakeClock(1_000_000), 1);
    for (let count = 0; count < 10_001; count += 1) tries.failed(`name ${count}`);
    expect(tries.mayTry('name 0')).toBe(true);
    expect(tries.mayTry('name 10000')).toBe(false);
  });
});

describe('many log-ins at once', () => {
  it('query the store one after another, and rejected ones do not query it', async () => {
    const asked: string[] = [];
    const find = (name: string) => {
      asked.push(name);
      return Promise.reject(new Error('the store is away'));
    };
    const people = { find } as unknown as PeopleStore;
    const sessions = createSessions(people, fakeClock(1_000_000), {
      limits: { parallel: 1, waiting: 3 },
    });
    const tries = Array.from({ length: 10 }, (_, count) => sessions.logIn(`n${count}`, 'wrong'));
    const ends = await Promise.allSettled(tries);
    expect(asked).toEqual(['n0', 'n1', 'n2', 'n3']);
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([
      ...Array<string>(4).fill('failed'),
      ...Array<string>(6).fill('busy'),
    ]);
  });
});
