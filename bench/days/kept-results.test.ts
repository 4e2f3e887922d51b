import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WindowResult } from './day-result.ts';
import { keepResult, readKept } from './kept-results.ts';

const result: WindowResult = {
  place: 'street',
  seed: 4,
  startMs: 36_002_000,
  durationMs: 480_000,
  engine: 'fencewatch',
  model: 'scripted',
  sky: 'clear',
  matters: [],
  alarms: [],
  duplicates: 0,
  viewMoved: 0,
  looks: 240,
  cpuMs: 1,
};

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'fencewatch-kept-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('kept results', () => {
  it('are none in a folder that is empty or not there', async () => {
    expect(await readKept(dir)).toEqual([]);
    expect(await readKept(join(dir, 'none'))).toEqual([]);
  });

  it('come back as they were, one file for each window, engine and model', async () => {
    const others: WindowResult[] = [
      { ...result, engine: 'naive' },
      { ...result, startMs: 36_004_000 },
      { ...result, model: 'yolox-nano' },
    ];
    for (const one of [result, ...others]) await keepResult(join(dir, 'new'), one);
    const kept = await readKept(join(dir, 'new'));
    expect(kept).toHaveLength(4);
    for (const one of [result, ...others]) expect(kept).toContainEqual(one);
  });

  it('replace an earlier one of the same window, and leave nothing beside it', async () => {
    await keepResult(dir, result);
    await keepResult(dir, { ...result, duplicates: 3 });
    expect(await readKept(dir)).toEqual([{ ...result, duplicates: 3 }]);
    expect(await readdir(dir)).toHaveLength(1);
  });

  it.each([
    ['cut off', JSON.stringify(result).slice(0, 90)],
    ['of another form', JSON.stringify({ ...result, engine: 'other' })],
    ['of an earlier form', JSON.stringify({ ...result, alarms: [{ kind: 'debris-pile' }] })],
    ['empty', ''],
  ])('leave out a file that is %s', async (_, text) => {
    await keepResult(dir, result);
    await writeFile(join(dir, 'street-9.json'), text);
    await writeFile(join(dir, 'street-9.json.4711'), JSON.stringify({ ...result, seed: 9 }));
    expect(await readKept(dir)).toEqual([result]);
  });
});
