// When the embedded database is dumped, how many dumps are kept, and what a crash or a full disk leaves.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../host/clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { listDumps, mostDumps, timeOf, writeDump } from './database-dumps.ts';
import { dumpEveryMs, keepDumps, settleMs } from './keep-dumps.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'fencewatch-dumps-')), 'database-dumps');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const start = Date.parse('2026-11-27T20:00:00Z');

/** Sleeps end when the test says so, or at the stop. */
function steppedClock() {
  const state = { now: start, wake: (): void => undefined, sleeps: [] as number[] };
  const clock: Clock = {
    now: () => state.now,
    steady: () => state.now,
    wait: (ms, signal) => {
      state.sleeps.push(ms);
      return new Promise((resolve) => {
        state.wake = () => {
          state.now += ms;
          resolve();
        };
        if (signal?.aborted === true) resolve();
        signal?.addEventListener('abort', () => {
          resolve();
        });
      });
    },
  };
  return { clock, state };
}

function copiesAt(position: { at: string; fail?: boolean }) {
  return {
    position: () => Promise.resolve(position.at),
    copy: () =>
      position.fail === true
        ? Promise.reject(new Error('no space'))
        : Promise.resolve(Buffer.from(`as of ${position.at}`)),
  };
}

describe('hourly dumps', () => {
  it('are written when data has changed since the last, and once more at the stop', async () => {
    const { clock, state } = steppedClock();
    const position = { at: '0/1' };
    const dumps = keepDumps({ copies: copiesAt(position), folder, clock, log: quietLog() });
    const sleeping = (count: number) => expect.poll(() => state.sleeps.length).toBe(count);
    await sleeping(1);
    for (const [hour, at] of ['0/1', '0/1', '0/2'].entries()) {
      position.at = at;
      state.wake();
      await sleeping(hour + 2);
    }
    expect(state.sleeps).toEqual([settleMs, dumpEveryMs, dumpEveryMs, dumpEveryMs]);
    expect(await texts()).toEqual(['as of 0/2', 'as of 0/1']);
    position.at = '0/3';
    state.now += 1000;
    await dumps.stop();
    expect(await texts()).toEqual(['as of 0/3', 'as of 0/2', 'as of 0/1']);
  });

  it('follow the newest dump, so that a machine that runs less than an hour has some', async () => {
    await writeDump(folder, Buffer.from('old'), start - dumpEveryMs + 600_000);
    const { clock, state } = steppedClock();
    const dumps = keepDumps({ copies: copiesAt({ at: '1' }), folder, clock, log: quietLog() });
    await expect.poll(() => state.sleeps).toEqual([600_000]);
    await dumps.stop();
  });

  it('wait an hour at most when the clock was set back', async () => {
    await writeDump(folder, Buffer.from('from the future'), start + 90 * dumpEveryMs);
    const { clock, state } = steppedClock();
    const dumps = keepDumps({ copies: copiesAt({ at: '1' }), folder, clock, log: quietLog() });
    await expect.poll(() => state.sleeps).toEqual([dumpEveryMs]);
    await dumps.stop();
  });

  it('that fail are reported, and the next is tried', async () => {
    const { clock, state } = steppedClock();
    const position = { at: '1', fail: true };
    const log = quietLog();
    const dumps = keepDumps({ copies: copiesAt(position), folder, clock, log });
    await expect.poll(() => state.sleeps.length).toBe(1);
    expect(await dumps.dump()).toBe('failed');
    expect(await listDumps(folder)).toEqual([]);
    position.fail = false;
    expect(await dumps.dump()).toBe('written');
    expect(await dumps.dump()).toBe('unchanged');
    await dumps.stop();
  });
});

describe('writeDump', () => {
  it(`keeps the newest ${mostDumps}, and the one just written even if the clock was set back`, async () => {
    for (let hour = 0; hour < mostDumps + 3; hour++)
      await writeDump(folder, Buffer.from(`${hour}`), start + hour * dumpEveryMs);
    expect((await texts()).slice(0, 2)).toEqual([`${mostDumps + 2}`, `${mostDumps + 1}`]);
    expect(await texts()).toHaveLength(mostDumps);
    const { file } = await writeDump(folder, Buffer.from('set back'), start - 90 * dumpEveryMs);
    expect(await readFile(file, 'utf8')).toBe('set back');
    expect(await texts()).toHaveLength(mostDumps);
  });

  it('removes partial dumps after a crash, which never counted', async () => {
    await writeDump(folder, Buffer.from('whole'), start);
    await writeFile(join(folder, 'dump-2026-11-27T21-00-00.000Z.tar.gz.draft'), 'hal');
    await writeFile(join(folder, 'notes.txt'), 'of somebody');
    expect(await texts()).toEqual(['whole']);
    await writeDump(folder, Buffer.from('next'), start + 1000);
    expect(await texts()).toEqual(['next', 'whole']);
    const names = await readdir(folder);
    expect(names.filter((name) => name.endsWith('.draft'))).toEqual([]);
    expect(names).toContain('notes.txt');
  });

  it.each([
    ['dump-2026-11-27T20-00-00.000Z.tar.gz', start],
    ['dump-2026-13-27T20-00-00.000Z.tar.gz', null],
    ['dump-2026-11-27T20-00-00.000Z.tar.gz.draft', null],
    ['restored.json', null],
  ])('reads the time of %s', (name, time) => {
    expect(timeOf(name)).toBe(time);
  });
});

async function texts(): Promise<string[]> {
  const dumps = await listDumps(folder);
  return Promise.all(dumps.map(({ file }) => readFile(file, 'utf8')));
}
