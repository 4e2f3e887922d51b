// A short run of the command: half a minute of two places through the real pipeline, stored, and resumed.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  days: 1,
  seed: 3,
  places: ['lobby'],
  windows: 1,
  minutes: 0.2,
  engine: 'fencewatch',
  jobs: 1,
  models: dir,
  ...more,
});

test('gives the same figures twice except for the cost, and does not repeat stored parts', async () => {
  const [keep, json, again] = ['keep', 'a.json', 'b.json'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  expect(await benchDays(options({ keep, json }))).toBe(0);
  const [file = ''] = await readdir(keep);
  const first = await readFile(join(keep, file), 'utf8');
  expect(JSON.parse(first)).toMatchObject({ place: 'lobby', seed: 3, looks: 6 });
  expect(await benchDays(options({ keep, json: again }))).toBe(0);
  expect(await readFile(join(keep, file), 'utf8')).toBe(first);
  expect(await readFile(again, 'utf8')).toBe(await readFile(json, 'utf8'));
});

test('runs both engines on the same pictures, and repeats interrupted parts', async () => {
  const [keep, json, report] = ['both', 'both.json', 'both.md'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  const both = options({ engine: 'both', keep, json, report });
  expect(await benchDays(both)).toBe(0);
  const names = (await readdir(keep)).sort();
  expect(names).toHaveLength(2);
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    settings: { seed: 3 },
    engines: [
      { engine: 'fencewatch', figures: { cameraDays: 1, looks: 6 } },
      { engine: 'naive', figures: { cameraDays: 1, looks: 6 } },
    ],
  });
  expect(await readFile(report, 'utf8')).toMatch(/# Simulated days[^]*## fencewatch[^]*## naive/);
  const cut = join(keep, names[0] ?? '');
  const whole = await readFile(cut, 'utf8');
  await writeFile(cut, whole.slice(0, 60));
  expect(await benchDays(both)).toBe(0);
  expect(withoutCost(await readFile(cut, 'utf8'))).toEqual(withoutCost(whole));
});

const withoutCost = (text: string): unknown => ({ ...(JSON.parse(text) as object), cpuMs: 0 });

test('refuses more than a day, and a model that is not there', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await benchDays(options({ windows: 20, minutes: 100 }))).toBe(2);
  expect(await benchDays(options({ model: 'yolox-nano' }))).toBe(2);
  expect(await benchDays(options({ jobs: 2 }))).toBe(2);
  expect(said.mock.calls.flat().join('\n')).toMatch(/at most 1440.*yolox-nano.*--keep DIR/s);
});
