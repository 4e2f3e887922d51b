// `fencewatch bench accuracy` with the real ffmpeg and the real default model: a film in which a crate is found, a film with a
// false alarm, and an expected incident that never occurs.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Figures } from '../bench/accuracy/figures.ts';
import type { Settings } from '../bench/accuracy/measure.ts';
import { paintStreet } from '../detectors/testing/paint-picture.ts';
import { sharedFolder } from '../detectors/testing/pictures.ts';
import { buildDefaultModel } from '../models/index.ts';
import { accuracyCommand, benchAccuracy, type AccuracyOptions } from './bench-accuracy.ts';
import { catchOutput } from './testing/catch-output.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
const execute = promisify(execFile);

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-bench-'));
  await mkdir(at('clips'));
  await buildDefaultModel({ dir: at('models') });
  await writeFile(at('clips', 'yard.site.yaml'), site);
  await writeFile(at('clips', 'yard.truth.json'), JSON.stringify(truth));
  await drawFilm(at('clips', 'yard.mp4'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const site = `
version: 1
timezone: Asia/Shanghai
cameras: [{ id: yard, source: ./yard.mp4 }]
fences:
  - id: keep-clear
    camera: yard
    kind: blocked-fire-exit
    polygon: [[0.1, 0.4], [0.4, 0.4], [0.4, 0.85], [0.1, 0.85]]
    dwell: 6s
  - id: beside
    camera: yard
    kind: debris-pile
    polygon: [[0.6, 0.4], [0.9, 0.4], [0.9, 0.85], [0.6, 0.85]]
    dwell: 6s
  - id: window
    camera: yard
    kind: street-vending
    polygon: [[0.4, 0.02], [0.7, 0.02], [0.7, 0.3], [0.4, 0.3]]
    dwell: 6s
`;
const crates = [
  { x: 96, y: 190, width: 110, height: 80 },
  { x: 430, y: 190, width: 90, height: 70 },
];
const truth = {
  durationMs: 40_000,
  incidents: [
    {
      fenceId: 'keep-clear',
      kind: 'blocked-fire-exit',
      presentFromMs: 10_000,
      presentToMs: 26_000,
      region: { x: 0.15, y: 0.53, width: 0.17, height: 0.22 },
    },
    {
      fenceId: 'window',
      kind: 'street-vending',
      presentFromMs: 10_000,
      presentToMs: 26_000,
      region: { x: 0.45, y: 0.1, width: 0.1, height: 0.1 },
    },
  ],
  negatives: ['beside'],
  expectViewMoved: false,
  nuisance: ['noise'],
  note: 'two crates, of which one is not in the truth',
};

/** A still street with noise; two crates stand in it from 10 s to 26 s. */
async function drawFilm(file: string): Promise<void> {
  const size = { width: 640, height: 360 };
  const header = `P6 ${size.width} ${size.height} 255\n`;
  await writeFile(at('street.ppm'), Buffer.concat([Buffer.from(header), paintStreet(size).rgb]));
  const boxes = crates.map(
    ({ x, y, width, height }) =>
      `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=0xa04030:t=fill:enable='between(t,10,25.9)'`,
  );
  await execute('ffmpeg', [
    '-v',
    'error',
    '-loop',
    '1',
    '-framerate',
    '5',
    '-i',
    at('street.ppm'),
    '-t',
    '40',
    '-vf',
    `${boxes.join(',')},noise=alls=4:allf=t,format=yuv420p`,
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-g',
    '10',
    '-keyint_min',
    '10',
    '-sc_threshold',
    '0',
    file,
  ]);
}

function bench(dir: string, change: Partial<AccuracyOptions> = {}) {
  const options: AccuracyOptions = { engine: 'fencewatch', models: at('models'), ...change };
  return catchOutput(() => benchAccuracy(dir, options));
}

async function figuresIn(file: string): Promise<Figures & { settings: Settings }> {
  return JSON.parse(await readFile(file, 'utf8')) as Figures & { settings: Settings };
}

describe('a clip with something found, something missed and a false alarm', () => {
  it('is reported as text, as figures and as film strips', async () => {
    const json = at('figures.json');
    const report = at('report.html');
    const { result, output, errors } = await bench(at('clips'), { json, report });
    expect([result, errors]).toEqual([0, '']);
    expect(output).toMatch(/^engine fencewatch, model centernet-mobilenetv3, period of the site/);
    expect(output).toMatch(/yard: found 1\/2, .* after the dwell \(20 frames, CPU/);
    expect(output).toMatch(/missed +street-vending in window, there 10\.0 s to 26\.0 s/);
    expect(output).toMatch(/false alarm +debris-pile in beside at 1\d\.\d s: .*nothing happens/);

    const figures = await figuresIn(json);
    expect(figures).toMatchObject({
      kinds: {
        'blocked-fire-exit': { truth: 1, found: 1, recall: 1, falseAlarms: 0 },
        'street-vending': { truth: 1, found: 0, recall: 0, falseAlarms: 0 },
        'debris-pile': { truth: 0, found: 0, recall: null, falseAlarms: 1 },
      },
      falseAlarms: 1,
      falseAlarmsPerCameraDay: 2160,
      duplicates: 0,
      cleared: { expected: 2, seen: 1, early: 0 },
      viewMoved: { expected: 0, found: 0, falseAlarms: 0 },
      nuisances: { noise: { clips: 1, truth: 2, found: 1 } },
      settings: { engine: 'fencewatch', model: 'centernet-mobilenetv3', periodMs: null },
    });
    expect(figures.medianDelayMs).toBe(figures.worstDelayMs);
    expect(Math.abs(figures.worstDelayMs ?? Infinity)).toBeLessThanOrEqual(5000);
    expect(figures.cpuSecondsPerMediaHour).toBeGreaterThan(0);
    expect(figures.clips).toMatchObject([
      {
        name: 'yard',
        frames: 20,
        mediaMs: 40_000,
        found: [{ fenceId: 'keep-clear', kind: 'blocked-fire-exit' }],
        missed: [{ fenceId: 'window', kind: 'street-vending' }],
        falseAlarms: [{ fenceId: 'beside', kind: 'debris-pile', why: 'nothing-there' }],
      },
    ]);

    const page = await readFile(report, 'utf8');
    expect(page.match(/class="tag [a-z-]+"/g)).toEqual([
      'class="tag missed"',
      'class="tag false-alarm"',
    ]);
    expect(page.match(/<image href="data:image\/jpeg;base64,/g)?.length).toBeGreaterThan(8);
    expect(page).toMatch(/class="region"\s+d="M/);
  });

  it("shows the baseline's result, every second: crates have no label in its model", async () => {
    const json = at('naive.json');
    const { result } = await bench(at('clips'), { engine: 'naive', period: 1000, json });
    expect(result).toBe(0);
    expect(await figuresIn(json)).toMatchObject({
      kinds: { 'blocked-fire-exit': { truth: 1, found: 0 } },
      settings: { engine: 'naive', periodMs: 1000 },
      clips: [{ name: 'yard', frames: 40, decode: 'full' }],
    });
  });
});

describe('invalid input ends with 2 and a message', () => {
  it.each<[string, string, Partial<AccuracyOptions>, RegExp]>([
    ['a folder that is not there', '/nowhere', {}, /\/nowhere cannot be read/],
    ['a model that nobody knows', 'clips', { model: 'nonesuch' }, /nonesuch/],
    ['a models folder without the model', 'clips', { models: '/nowhere' }, /centernet/],
    [
      'a report for which there is no folder',
      'clips',
      { report: '/no/r.html' },
      /\/no is no folder/,
    ],
  ])('%s', async (_, dir, change, message) => {
    const { result, errors } = await bench(dir.startsWith('/') ? dir : at(dir), change);
    expect(result).toBe(2);
    expect(errors).toMatch(message);
  });

  it('a file that is not a film, with the name of its clip', async () => {
    const dir = at('broken');
    await mkdir(dir);
    for (const file of ['yard.site.yaml', 'yard.truth.json'])
      await copyFile(at('clips', file), join(dir, file));
    await writeFile(join(dir, 'yard.mp4'), 'this is no film');
    const { result, errors } = await bench(dir);
    expect(result).toBe(2);
    expect(errors).toMatch(/^yard\.mp4: .*no video that can be read/);
  });

  it.each([
    [['--period', '5'], /expected a duration/],
    [['--engine', 'magic'], /Allowed choices are fencewatch, by-need, naive/],
    [[], /missing required argument 'dir'/],
  ])('options %j', async (args, message) => {
    const command = accuracyCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });
});

// The footage is not part of the project: without it the test is skipped with a message.
const footage = sharedFolder('footage');
describe.runIf(footage !== undefined)('real footage', () => {
  it('of a man who leaves a bag in front of a door gives one incident, and nothing else', async () => {
    const dir = at('footage');
    const json = at('footage.json');
    await mkdir(dir);
    for (const ending of ['mp4', 'site.yaml', 'truth.json'])
      await symlink(
        join(footage ?? '', `dev_aboda_bag_real.${ending}`),
        join(dir, `dev_aboda_bag_real.${ending}`),
      );
    expect((await bench(dir, { json })).result).toBe(0);
    expect(await figuresIn(json)).toMatchObject({
      kinds: { 'blocked-fire-exit': { truth: 1, found: 1 } },
      falseAlarms: 0,
      duplicates: 0,
      nuisances: { people: { clips: 1, found: 1 } },
    });
  });
});
