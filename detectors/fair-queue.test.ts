// Turns between sources: order, one job at a time, failures, and waiting for the end. The test ends each job.
import { describe, expect, test } from 'vitest';
import { createFairQueue } from './fair-queue.ts';

describe('a fair queue', () => {
  test('is idle at once without jobs', async () => {
    await expect(createFairQueue().idle()).resolves.toBeUndefined();
  });

  test('gives each job its own result', async () => {
    const queue = createFairQueue();
    const jobs = ['one', 'two'].map((name) => queue.run('camera', () => Promise.resolve(name)));
    expect(await Promise.all(jobs)).toEqual(['one', 'two']);
  });

  test('runs one job at a time', async () => {
    const queue = createFairQueue();
    let running = 0;
    let most = 0;
    const job = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all(['a', 'b', 'c', 'a', 'b'].map((source) => queue.run(source, job)));
    expect(most).toBe(1);
  });

  test.each([
    ['one source keeps its order', ['a1', 'a2', 'a3'], ['a1', 'a2', 'a3']],
    ['sources take turns', ['a1', 'a2', 'a3', 'b1', 'c1'], ['a1', 'a2', 'b1', 'c1', 'a3']],
    [
      'a late source waits for no more than one job of each other',
      ['a1', 'a2', 'a3', 'b1'],
      ['a1', 'a2', 'b1', 'a3'],
    ],
    ['nothing gives nothing', [], []],
  ])('%s', async (_title, given, expected) => {
    const queue = createFairQueue();
    const order: string[] = [];
    await Promise.all(
      given.map((name) =>
        queue.run(name.charAt(0), async () => {
          order.push(name);
          await Promise.resolve();
        }),
      ),
    );
    expect(order).toEqual(expected);
  });

  test('continues after a failed job, and only its owner gets the error', async () => {
    const queue = createFairQueue();
    const bad = queue.run('a', () => Promise.reject(new Error('broken')));
    const good = queue.run('b', () => Promise.resolve('fine'));
    await expect(bad).rejects.toThrow('broken');
    await expect(good).resolves.toBe('fine');
  });

  test('continues after a job that throws synchronously', async () => {
    const queue = createFairQueue();
    const bad = queue.run('a', () => {
      throw new Error('at once');
    });
    const good = queue.run('a', () => Promise.resolve('fine'));
    await expect(bad).rejects.toThrow('at once');
    await expect(good).resolves.toBe('fine');
  });

  test('is idle only when the last job has ended', async () => {
    const queue = createFairQueue();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let ended = false;
    const job = queue.run('a', async () => {
      await gate;
      ended = true;
    });
    const idle = queue.idle().then(() => ended);
    open();
    await job;
    expect(await idle).toBe(true);
  });
});
