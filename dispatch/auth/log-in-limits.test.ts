// Heavy work that waits its turn, and failed tries that are counted by name.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import { createFailedTries } from './failed-tries.ts';
import { createWorkLimit } from './work-limit.ts';

describe('a limit of work', () => {
  it('runs so many at once, lets some wait in their order, and turns the rest away', async () => {
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

  it('goes on after work that failed', async () => {
    const limit = createWorkLimit({ parallel: 1, waiting: 1 });
    await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limit.run(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('failed tries', () => {
  it('end the tries under one name for a minute, and of no other', () => {
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

  it('are forgotten after the right password, and when the clock is set back', () => {
    const clock = fakeClock(1_000_000);
    const tries = createFailedTries(clock, 1);
    tries.failed('li');
    tries.succeeded('li');
    expect(tries.mayTry('li')).toBe(true);
    tries.failed('li');
    clock.advance(-3_600_000);
    expect(tries.mayTry('li')).toBe(true);
  });

  it('take no more room than that of some names', () => {
    const tries = createFailedTries(fakeClock(1_000_000), 1);
    for (let count = 0; count < 10_001; count += 1) tries.failed(`name ${count}`);
    expect(tries.mayTry('name 0')).toBe(true);
    expect(tries.mayTry('name 10000')).toBe(false);
  });
});
