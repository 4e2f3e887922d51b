// The command itself, short: half a minute of two places through the real pipeline, kept, and gone on with.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { benchDays, type DaysCommandOptions } from './bench-days.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-days-'));
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

const options = (more: Partial<DaysCommandOptions> = {}): DaysCommandOptions => ({
  ...{
    days: 1,
    seed: 3,
    places: ['lobby'],
    windows: 1,
    minutes: 1,
    engine: 'fencewatch',
    models: dir,
  },
  ...more,
});

test('gives the same figures twice but for what they cost, and does not run again what it kept', async () => {
  const [keep, json, again] = ['keep.jsonl', 'a.json', 'b.json'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  expect(await benchDays(options({ keep, json }))).toBe(0);
  const first = await readFile(keep, 'utf8');
  expect(JSON.parse(first)).toMatchObject({ place: 'lobby', seed: 3, looks: 30 });
  expect(await benchDays(options({ keep, json: again }))).toBe(0);
  expect(await readFile(keep, 'utf8')).toBe(first);
  expect(await readFile(again, 'utf8')).toBe(await readFile(json, 'utf8'));
});

test('runs the baseline on the same days', async () => {
  const [json, report] = [join(dir, 'naive.json'), join(dir, 'naive.md')];
  expect(await benchDays(options({ engine: 'naive', json, report }))).toBe(0);
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    cameraDays: 1,
    settings: { engine: 'naive' },
  });
  expect(await readFile(report, 'utf8')).toContain('# Simulated days, engine naive');
});

test('refuses more than a day, and a model that is not there', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await benchDays(options({ windows: 20, minutes: 100 }))).toBe(2);
  expect(await benchDays(options({ model: 'yolox-nano' }))).toBe(2);
  expect(said.mock.calls.flat().join('\n')).toMatch(/at most 1440.*yolox-nano/s);
});
