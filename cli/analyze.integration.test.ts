// `fencewatch analyze` with the real ffmpeg and the real default model: good films, bad ones, and bad usage.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, copyFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paintStreet } from '../detectors/testing/paint-picture.ts';
import { buildDefaultModel } from '../models/index.ts';
import { runAnalyze, type Printed } from './testing/run-analyze.ts';
import type { AnalyzeOptions } from './analyze.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
const execute = promisify(execFile);
const size = { width: 640, height: 360 };
const box = { x: 240, y: 180, width: 110, height: 90 };

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-analyze-'));
  await buildDefaultModel({ dir: at('models') });
  await writeFile(at('site.yaml'), site);
  await drawFilm(at('film.mp4'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const site = `
version: 1
timezone: Asia/Shanghai
cameras:
  - { id: yard, source: ./film.mp4 }
  - { id: other, source: ./other.mp4 }
fences:
  - id: keep-clear
    camera: yard
    kind: blocked-fire-exit
    polygon: [[0.3, 0.4], [0.65, 0.4], [0.65, 0.85], [0.3, 0.85]]
    dwell: 8s
  - id: beside
    camera: yard
    kind: debris-pile
    polygon: [[0.7, 0.5], [0.95, 0.5], [0.95, 0.9], [0.7, 0.9]]
    dwell: 8s
`;

/** A still street with noise; a crate stands in the fence from 12 s to 34 s. */
async function drawFilm(file: string): Promise<void> {
  const { rgb } = paintStreet(size);
  const header = `P6 ${size.width} ${size.height} 255\n`;
  await writeFile(at('street.ppm'), Buffer.concat([Buffer.from(header), rgb]));
  const { x, y, width, height } = box;
  const crate = `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=0xa04030:t=fill:enable='between(t,12,33.9)'`;
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
    '48',
    '-vf',
    `${crate},noise=alls=4:allf=t,format=yuv420p`,
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
    '-movflags',
    '+faststart',
    file,
  ]);
}

function analyzeFilm(name: string, change: Partial<AnalyzeOptions> = {}): Promise<Printed> {
  return runAnalyze(at(name), {
    site: at('site.yaml'),
    json: true,
    models: at('models'),
    camera: 'yard',
    ...change,
  });
}

function incidentsOf({ objects }: Printed) {
  return objects.filter(({ type }) => type === 'incident');
}

describe('a whole film', () => {
  it('opens the incident once, clears it, and ends with a summary', async () => {
    const printed = await analyzeFilm('film.mp4');
    expect([printed.code, printed.errors]).toEqual([0, []]);
    const [opened, cleared, ...others] = incidentsOf(printed);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ event: 'opened', fenceId: 'keep-clear', cameraId: 'yard' });
    expect(opened!.mediaTimeMs).toBeGreaterThanOrEqual(20_000);
    expect(opened!.mediaTimeMs).toBeLessThanOrEqual(26_000);
    expect(cleared).toMatchObject({ event: 'cleared', incidentId: opened!.incidentId });
    expect(cleared!.mediaTimeMs).toBeGreaterThan(34_000);
    expect(Object.keys(opened!)).toEqual([
      'type',
      'event',
      'incidentId',
      'kind',
      'cameraId',
      'fenceId',
      'mediaTimeMs',
      'capturedAt',
      'region',
      'confidence',
      'reason',
    ]);
    const { region } = opened!;
    expect(region!.x).toBeCloseTo(box.x / size.width, 1);
    expect(region!.y).toBeCloseTo(box.y / size.height, 1);
    expect(region!.width).toBeCloseTo(box.width / size.width, 1);
    const summary = printed.objects.at(-1)!;
    expect(Object.keys(summary)).toEqual([
      'type',
      'frames',
      'mediaMs',
      'wallMs',
      'cpuMs',
      'incidents',
    ]);
    expect(summary).toMatchObject({ type: 'summary', frames: 24, mediaMs: 46_000, incidents: 1 });
    expect(summary['cpuMs']).toBeGreaterThan(0);
  });

  it('gives identical output on a second run', async () => {
    const first = await analyzeFilm('film.mp4');
    const second = await analyzeFilm('film.mp4');
    expect(incidentsOf(second)).toEqual(incidentsOf(first));
  });

  it('finds its camera by the name of its file when none is named', async () => {
    const options = { site: at('site.yaml'), models: at('models') };
    const printed = await runAnalyze(at('film.mp4'), options);
    expect(printed.code).toBe(0);
    expect(printed.lines.join('\n')).toMatch(/opened +blocked-fire-exit +keep-clear/);
    expect(printed.lines.at(-1)).toMatch(/^1 incident in 46\.0 s of video: 24 frames/);
  });
});

describe('bad usage ends with 2 and a message, before any work', () => {
  const rows: [string, Partial<AnalyzeOptions>, RegExp][] = [
    [
      'a camera that the site does not have',
      { camera: 'nobody' },
      /expected one of yard, other, got "nobody"/,
    ],
    ['a site file that is not there', { site: '/nowhere/site.yaml' }, /cannot be read/],
    ['a model that nobody knows', { model: 'nonesuch' }, /nonesuch/],
    ['a models folder without the model', { models: '/nowhere' }, /centernet-mobilenetv3/],
  ];
  it.each(rows)('%s', async (_, change, message) => {
    const printed = await analyzeFilm('film.mp4', change);
    expect(printed.code).toBe(2);
    expect(printed.errors.join('\n')).toMatch(message);
    expect(printed.lines).toEqual([]);
  });

  it('a site file with faults lists each with its path', async () => {
    await writeFile(
      at('bad.yaml'),
      site.replace('dwell: 8s', 'dwell: 0s').replace('timezone', 'zone'),
    );
    const printed = await analyzeFilm('film.mp4', { site: at('bad.yaml') });
    expect(printed.code).toBe(2);
    expect(printed.errors.join('\n')).toMatch(/fences\[0\]\.dwell/);
    expect(printed.errors.join('\n')).toMatch(/zone/);
  });

  it('no camera named, and none that fits the file', async () => {
    await copyFile(at('film.mp4'), at('unknown.mp4'));
    const options = { site: at('site.yaml'), models: at('models') };
    const printed = await runAnalyze(at('unknown.mp4'), options);
    expect(printed.code).toBe(2);
    expect(printed.errors.join('\n')).toMatch(/several cameras, name one of yard, other/);
  });
});

describe('a source that cannot be read ends with 3, a message and a summary', () => {
  it('a truncated film gives the incidents up to its end', async () => {
    await copyFile(at('film.mp4'), at('cut.mp4'));
    await truncate(at('cut.mp4'), Math.round((await stat(at('film.mp4'))).size * 0.7));
    const printed = await analyzeFilm('cut.mp4');
    expect(printed.code).toBe(3);
    expect(printed.errors.join('\n')).toMatch(/breaks off before its end/);
    expect(incidentsOf(printed)).toMatchObject([{ event: 'opened', fenceId: 'keep-clear' }]);
    expect(printed.objects.at(-1)).toMatchObject({ type: 'summary', incidents: 1 });
  });

  const rows: [string, (file: string) => Promise<unknown>, RegExp][] = [
    ['a text', (file) => writeFile(file, 'not a film\n'.repeat(200)), /no video that can be read/],
    ['an empty file', (file) => writeFile(file, ''), /empty/],
    ['nothing at all', () => Promise.resolve(), /no such stream or file/],
    [
      'a film without pictures',
      (file) =>
        execute('ffmpeg', [
          '-v',
          'error',
          '-f',
          'lavfi',
          '-i',
          'sine=duration=2',
          '-f',
          'mp4',
          file,
        ]),
      /no video/,
    ],
  ];
  it.each(rows)('%s', async (name, make, message) => {
    const file = `${name.replaceAll(' ', '-')}.mp4`;
    await make(at(file));
    const printed = await analyzeFilm(file);
    expect(printed.code).toBe(3);
    expect(printed.errors.join('\n')).toMatch(message);
    expect(printed.objects).toMatchObject([{ type: 'summary', frames: 0, incidents: 0 }]);
  });
});
