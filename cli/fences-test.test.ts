// `fencewatch fences test`: fences over logged observations, drafts compared with armed fences, curves, and what is refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { openObservationLog } from '../edge/observations/observation-log.ts';
import { encodeBlock } from '../observation-log/index.ts';
import { anObservation, aRegion, box } from '../geofences/testing/observations.ts';
import type { FencesTestOptions } from './fences-test.ts';
import { runFencesTest } from './testing/run-fences-test.ts';

const noon = Date.UTC(2026, 0, 5, 4);
let folder: string;
const at = (name: string) => join(folder, name);

/** It is noon in Shanghai. A pile is in the middle for 20 s, a larger one on the left from the 60th second on. */
function watch(cameraId: string): Observation[] {
  return Array.from({ length: 60 }, (_, index) => {
    const seconds = index * 2;
    const heap = (id: string, from: number, place: ReturnType<typeof box>) =>
      aRegion({ id, box: place, since: noon + from * 1000 });
    return anObservation({
      cameraId,
      capturedAt: noon + seconds * 1000,
      regions: [
        ...(seconds >= 10 && seconds < 30 ? [heap('r1', 10, box(0.4, 0.4, 0.2, 0.3))] : []),
        ...(seconds >= 60 ? [heap('r2', 60, box(0.05, 0.4, 0.3, 0.4))] : []),
      ],
      view: { state: 'ok', since: noon, shift: null },
    });
  });
}

const fence = (parts: string) => `{ id: corner, camera: gate, kind: debris-pile, ${parts} }`;
const middle = 'polygon: [[0.35, 0.3], [0.7, 0.3], [0.7, 0.8], [0.35, 0.8]]';
const left = 'polygon: [[0, 0.3], [0.38, 0.3], [0.38, 0.9], [0, 0.9]]';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-fences-'));
  const site = [
    'version: 1',
    'timezone: Asia/Shanghai',
    'cameras: [{ id: gate, source: rtsp://10.0.0.1/1 }, { id: yard, source: rtsp://10.0.0.2/1 }]',
    `fences: [${fence(`${middle}, dwell: 10s`)}]`,
  ];
  await writeFile(at('site.yaml'), site.join('\n'));
  await writeFile(at('gate.fwlog'), await encodeBlock(watch('gate')));
  await writeFile(at('strange.fwlog'), await encodeBlock(watch('strange')));
  await writeFile(at('empty.fwlog'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const test = (options: Partial<FencesTestOptions> = {}) =>
  runFencesTest({ site: at('site.yaml'), observations: at('gate.fwlog'), ...options });

async function draftOf(text: string): Promise<string> {
  await writeFile(at('draft.yaml'), text);
  return at('draft.yaml');
}
const told = ({ objects }: Awaited<ReturnType<typeof test>>) =>
  objects.map(({ type, event, ...rest }) =>
    type === 'incident' ? `${event} ${rest.fenceId} ${second(rest['capturedAt'])}` : type,
  );
const second = (capturedAt: unknown) => ((capturedAt as number) - noon) / 1000;

describe('the fences of the site file', () => {
  it('give the same results as live', async () => {
    const printed = await test();
    expect([printed.code, printed.errors]).toEqual([0, []]);
    expect(told(printed)).toEqual(['opened corner 20', 'cleared corner 34', 'summary']);
    expect(Object.keys(printed.objects[0]!)).toEqual([
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
    expect(printed.objects.at(-1)).toMatchObject({ frames: 60, mediaMs: 118_000, incidents: 1 });
  });

  it('are printed as lines for people', async () => {
    const { lines } = await test({ json: false });
    expect(lines[0]).toMatch(
      /^2026-01-05 04:00:20\.0 {2}opened +debris-pile +corner +heap there for 10 s/,
    );
    expect(lines.at(-1)).toMatch(/^1 incident in 118\.0 s of video: 60 frames/);
  });

  it('are judged within a span, in the time zone of the site', async () => {
    const printed = await test({ from: '2026-01-05T12:00:40', to: '2026-01-05T12:01:00' });
    expect(told(printed)).toEqual(['summary']);
    expect(printed.objects.at(-1)).toMatchObject({ frames: 10, mediaMs: 18_000 });
  });

  it('give nothing without objects', async () => {
    const printed = await test({ observations: at('empty.fwlog') });
    expect([printed.code, told(printed)]).toEqual([0, ['summary']]);
  });
});

describe("an edge worker's observations", () => {
  it('are read for a camera and a span', async () => {
    const log = await openObservationLog({
      dir: at('data/observations'),
      cameraId: 'gate',
      keepMs: 1e13,
      maxBytes: 1e9,
      clock: systemClock,
      log: pino({ level: 'silent' }),
    });
    for (const observation of watch('gate')) log.add(observation);
    await log.close();
    const printed = await runFencesTest({
      site: at('site.yaml'),
      camera: 'gate',
      data: at('data'),
      from: String(noon),
      to: String(noon + 60_000),
    });
    expect(told(printed)).toEqual(['opened corner 20', 'cleared corner 34', 'summary']);
    expect(printed.objects.at(-1)).toMatchObject({ frames: 30 });
  });
});

describe('a draft', () => {
  it('replaces the fence with its id, and the changes are printed', async () => {
    const draft = await draftOf(fence(`${left}, dwell: 10s`));
    const printed = await test({ draft });
    expect(told(printed)).toEqual(['opened corner 70', 'gained', 'lost', 'comparison', 'summary']);
    const [, gained, lost, comparison] = printed.objects;
    expect(second(gained!['openedAt'])).toBe(70);
    expect(second(lost!['openedAt'])).toBe(20);
    expect(comparison).toEqual({ type: 'comparison', kept: 0, gained: 1, lost: 1 });
  });

  it('with a new id is added to the others', async () => {
    const second = fence(`${left}, dwell: 10s`).replace('corner', 'left');
    const printed = await test({ draft: await draftOf(`fences: [${second}]`) });
    expect(told(printed)).toEqual([
      'opened corner 20',
      'cleared corner 34',
      'opened left 70',
      'gained',
      'comparison',
      'summary',
    ]);
  });

  it('that raises the same incident keeps it', async () => {
    const printed = await test({
      draft: await draftOf(fence(`${middle}, dwell: 14s`)),
      json: false,
    });
    expect(printed.lines.at(-2)).toBe('against the armed fences: 1 kept, 0 gained, 0 lost');
    const lines = await test({ draft: await draftOf(fence(`${left}, dwell: 10s`)), json: false });
    expect(lines.lines.slice(1, 3).map((line) => line.slice(11, 43))).toEqual([
      '04:01:10.0  gained       debris-',
      '04:00:20.0  lost         debris-',
    ]);
  });

  it('of a camera without objects changes nothing', async () => {
    const yard = fence(`${left}, dwell: 10s`).replace('gate', 'yard').replace('corner', 'new');
    const printed = await test({ draft: await draftOf(yard) });
    expect(told(printed)).toEqual(['opened corner 20', 'cleared corner 34', 'summary']);
  });
});

describe('a curve', () => {
  it('gives alerts per night for each value, for machines', async () => {
    const { objects } = await test({ sweep: ['dwell=5s,15s,30s', 'minArea=0.1,0.9'] });
    expect(objects.filter(({ type }) => type === 'sweep')).toEqual(
      [
        ['dwell', '5s', 1],
        ['dwell', '15s', 1],
        ['dwell', '30s', 0],
        ['minArea', '0.1', 1],
        ['minArea', '0.9', 0],
      ].map(([setting, value, incidents]) => ({
        type: 'sweep',
        fenceId: 'corner',
        setting,
        value,
        incidents,
        perNight: incidents,
      })),
    );
  });

  it('and for people', async () => {
    const { lines } = await test({ sweep: ['dwell=5s,30s'], json: false });
    expect(lines.slice(2, 5)).toEqual([
      'corner: alerts a night by dwell',
      `   5s     1.0  ${'#'.repeat(40)}`,
      '  30s     0.0',
    ]);
  });

  it('uses the draft when there is one, and refuses a setting that its kind does not have', async () => {
    const draft = await draftOf(fence(left).replace('corner', 'left'));
    const { objects } = await test({ draft, sweep: ['dwell=10s', 'minCover=0.5'] });
    expect(objects.filter(({ type }) => type === 'sweep')).toEqual([
      { type: 'sweep', fenceId: 'left', setting: 'dwell', value: '10s', incidents: 1, perNight: 1 },
    ]);
  });
});

describe('invalid input ends with 2 and a message, and prints nothing else', () => {
  const drafts: [string, string, string][] = [
    ['nothing', '', ': expected a fence, or a list of them under `fences`'],
    ['a list', '[]', ': expected a fence, or a list of them under `fences`'],
    ['an empty list', 'fences: []', 'fences: expected at least one fence, got none'],
    ['a second key', `{ fences: [], site: x }`, 'site: unknown key'],
    ['no YAML', 'fences: [', 'line 1, column'],
    [
      'two points',
      fence('polygon: [[0, 0], [1, 1]]'),
      ': polygon: a polygon needs at least 3 points',
    ],
    [
      'a crossing polygon in a list',
      `fences: [${fence('polygon: [[0, 0], [1, 1], [1, 0], [0, 1]]')}]`,
      ': fences[0].polygon: polygon crosses itself',
    ],
    [
      'a point outside',
      fence('polygon: [[0, 0], [1.5, 0], [1, 1]]'),
      'polygon[1][0]: expected number to be <=1, got 1.5',
    ],
    ['an unknown kind', fence(middle).replace('debris-pile', 'parking'), ': kind: expected one of'],
    [
      'an unknown camera',
      fence(middle).replace('gate', 'roof'),
      ': camera: expected the id of a camera',
    ],
    ['a dwell without a unit', fence(`${middle}, dwell: 10`), ': dwell: expected a duration'],
  ];
  it.each(drafts)('a draft with %s', async (_, text, message) => {
    const printed = await test({ draft: await draftOf(text) });
    expect([printed.code, printed.lines]).toEqual([2, []]);
    expect(printed.errors.join('\n')).toContain(at('draft.yaml'));
    expect(printed.errors.join('\n')).toContain(message);
  });

  const rows: [string, Partial<FencesTestOptions>, string][] = [
    ['a site file that is not there', { site: '/nowhere.yaml' }, '/nowhere.yaml: cannot be read'],
    ['a draft that is not there', { draft: '/nowhere.yaml' }, '/nowhere.yaml: cannot be read'],
    ['a log that is not there', { observations: '/nowhere' }, '--observations: ENOENT'],
    ['a sweep of nothing', { sweep: ['dwell'] }, '--sweep dwell: expected a duration'],
    [
      'a sweep of an unknown setting',
      { sweep: ['size=1'] },
      'expected one of dwell, minCover, minArea',
    ],
    [
      'a sweep over more than the fence',
      { sweep: ['minCover=2'] },
      'shares of the fence such as 0.05, got "2"',
    ],
    ['a sweep over no time', { sweep: ['dwell=0s'] }, 'longer than zero, got "0s"'],
    ['a time that is none', { from: 'noon' }, '--from: expected a time'],
    [
      'a span that ends first',
      { from: '2026-01-06', to: '2026-01-05' },
      '--to: expected a time after',
    ],
    ['a file and a camera', { camera: 'gate' }, 'expected --observations or --camera, got both'],
  ];
  it.each(rows)('%s', async (_, options, message) => {
    const printed = await test(options);
    expect([printed.code, printed.lines]).toEqual([2, []]);
    expect(printed.errors.join('\n')).toContain(message);
  });

  it('observations of a camera that the site does not have', async () => {
    const printed = await test({ observations: at('strange.fwlog') });
    expect([printed.code, printed.lines]).toEqual([2, []]);
    expect(printed.errors).toEqual([
      `${at('strange.fwlog')}: expected one of gate, yard, got "strange"`,
    ]);
  });

  it.each([
    ['no source at all', {}, 'expected --observations FILE, or --camera ID with --from and --to'],
    ['a camera without a span', { camera: 'gate' }, 'or --camera ID with --from and --to'],
    [
      'an unknown camera',
      { camera: 'roof', from: '2026-01-05', to: '2026-01-06' },
      '--camera: expected one of gate, yard',
    ],
    [
      'a camera of which nothing is kept',
      { camera: 'yard', from: '2026-01-05', to: '2026-01-06' },
      '--data: no observations of yard',
    ],
  ])('%s', async (_, options, message) => {
    const printed = await runFencesTest({ site: at('site.yaml'), data: at('data'), ...options });
    expect([printed.code, printed.lines]).toEqual([2, []]);
    expect(printed.errors.join('\n')).toContain(message);
  });
});

describe('a log that is damaged', () => {
  it('ends with 3 after the results before the damage, and names its position', async () => {
    const before = watch('gate').slice(0, 15);
    const after = watch('gate').slice(15);
    const good = await encodeBlock(before);
    const bad = await encodeBlock(after);
    bad[bad.length - 1]! ^= 1;
    await writeFile(at('bad.fwlog'), Buffer.concat([good, bad]));
    const printed = await test({ observations: at('bad.fwlog') });
    expect([printed.code, told(printed)]).toEqual([3, ['opened corner 20', 'summary']]);
    expect(printed.errors).toEqual([
      `observation log, block at byte ${good.length}: its checksum does not fit`,
    ]);
  });

  it('ends with 3 when it is not a log', async () => {
    await writeFile(at('none.fwlog'), 'a text');
    const printed = await test({ observations: at('none.fwlog') });
    expect([printed.code, told(printed)]).toEqual([3, ['summary']]);
    expect(printed.errors[0]).toContain('block at byte 0: expected FWOL');
  });
});
