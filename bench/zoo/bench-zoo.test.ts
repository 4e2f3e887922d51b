import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../edge/testing/temporary-folder.ts';
import { benchZoo, shapesNamed, type BenchZooOptions, type BenchZooReach } from './bench-zoo.ts';
import type { ZooOptions } from './run-zoo.ts';

async function bench(change: Partial<BenchZooOptions>, faults: string[] = []) {
  const said: string[] = [];
  const runs: ZooOptions[] = [];
  let closed = 0;
  const reach: BenchZooReach = {
    run: (options) => {
      runs.push(options);
      const outcomes = options.shapes.map((shape) => ({ shape, visits: [], faults }));
      outcomes.forEach(options.onOutcome);
      return Promise.resolve(outcomes);
    },
    openBrowser: () =>
      Promise.resolve({
        version: '140',
        play: () => Promise.resolve('plays' as const),
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      }),
    ffmpegVersion: () => Promise.resolve('5.1.9'),
    say: (line) => said.push(line),
  };
  const code = await benchZoo(
    { parallel: 3, browser: false, only: 'H.265 with 10 bits', ...change },
    reach,
  );
  return { code, said, runs, closed };
}

describe('the zoo from the command line', () => {
  it('runs all streams by default', async () => {
    const { runs } = await bench({ only: '' });
    expect(runs[0]?.shapes.length).toBe(shapesNamed('').length);
    expect(shapesNamed('').length).toBeGreaterThan(60);
  });

  it('finds streams by a part of their name, ignoring case', () => {
    expect(shapesNamed('h.265 WITH 10 bits').map(({ name }) => name)).toEqual([
      'H.265 with 10 bits',
    ]);
    expect(shapesNamed('no such stream')).toEqual([]);
  });

  it('ends with 2 when no stream has such a name, and starts nothing', async () => {
    const { code, runs, said } = await bench({ only: 'no such stream' });
    expect([code, runs, said]).toEqual([
      2,
      [],
      ['no stream has a name with "no such stream" in it'],
    ]);
  });

  it('ends with 0 when all is as expected, else with 1 and the differences', async () => {
    expect((await bench({})).code).toBe(0);
    const { code, said } = await bench({}, ['a gap']);
    expect(code).toBe(1);
    expect(said.join('\n')).toContain('WRONG H.265 with 10 bits');
    expect(said.join('\n')).toContain('        a gap');
  });

  it('opens a browser only on request, and closes it', async () => {
    const without = await bench({});
    expect([without.runs[0]?.browser, without.closed]).toEqual([null, 0]);
    const having = await bench({ browser: true });
    expect([having.runs[0]?.browser?.version, having.closed]).toEqual(['140', 1]);
  });

  it('writes the page to the given file', async () => {
    const table = join(await temporaryFolder(), 'cameras.md');
    await bench({ table });
    expect(await readFile(table, 'utf8')).toContain('| H.265 with 10 bits |');
  });
});
