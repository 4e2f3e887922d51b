// `fencewatch fences test --camera`: the log of an edge worker and dispatch's copy of it give the same results.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openObservationStore } from '../dispatch/history/observation-store.ts';
import { systemClock } from '../host/clock.ts';
import { openObservationLog } from '../edge/observations/observation-log.ts';
import { anObservation, aRegion, box, monday } from '../geofences/testing/observations.ts';
import { runFencesTest } from './testing/run-fences-test.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const views = [box(0, 0, 0.5, 1)];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-history-'));
  const polygon = '[[0.3, 0.3], [0.7, 0.3], [0.7, 0.8], [0.3, 0.8]]';
  const site = [
    'version: 1',
    'timezone: Asia/Shanghai',
    'cameras: [{ id: gate, source: rtsp://10.0.0.1/1 }]',
    `fences: [{ id: corner, camera: gate, kind: debris-pile, polygon: ${polygon}, dwell: 10s }]`,
  ];
  await writeFile(at('site.yaml'), site.join('\n'));
  await watch();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ten minutes of an edge worker that sends its blocks to dispatch; a pile is there in the third and fourth. */
async function watch(): Promise<void> {
  const store = openObservationStore(at('dispatch'));
  const log = await openObservationLog({
    dir: at('edge/observations'),
    cameraId: 'gate',
    keepMs: 1e13,
    maxBytes: 1e9,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    blockMs: 120_000,
    onBlock: async ({ bytes, ...span }) => {
      expect(await store.put('gate', span, bytes)).toEqual({ ok: true });
    },
  });
  for (let second = 0; second < 600; second += 5) {
    const isThere = second >= 120 && second < 240;
    const regions = isThere ? [aRegion({ since: monday + 120_000 })] : [];
    log.add(anObservation({ capturedAt: monday + second * 1000, regions }), views);
  }
  await log.close();
}

async function test(data: string, from: string, to: string) {
  const printed = await runFencesTest({
    site: at('site.yaml'),
    camera: 'gate',
    data: at(data),
    from,
    to,
    json: true,
  });
  const seconds = printed.objects
    .filter(({ type }) => type === 'incident')
    .map(({ event, capturedAt }) => [event, (Number(capturedAt) - monday) / 1000]);
  return { ...printed, seconds, frames: printed.objects.at(-1)?.['frames'] };
}

describe.each(['edge', 'dispatch'])('the data folder of %s', (data) => {
  it("gives the incidents of a span in the site's time zone, and the unwatched parts of the fence", async () => {
    const printed = await test(data, '2026-01-05T20:00', '2026-01-05T20:10');
    expect([printed.code, printed.frames]).toEqual([0, 120]);
    expect(printed.seconds).toEqual([
      ['opened', 130],
      ['cleared', 245],
    ]);
    expect(printed.errors).toEqual([expect.stringMatching(/^warning: corner: 50% of this fence/)]);
  });

  it('gives only results within the span', async () => {
    const printed = await test(data, '2026-01-05T20:03', '2026-01-05T20:05');
    expect(printed.frames).toBe(24);
    expect(printed.seconds).toEqual([
      ['opened', 185],
      ['cleared', 245],
    ]);
  });

  it('is empty for a span without observations', async () => {
    const printed = await test(data, '2026-01-06', '2026-01-07');
    expect([printed.code, printed.frames, printed.seconds]).toEqual([0, 0, []]);
  });
});

it('counts blocks once that are stored separately, joined and at the edge', async () => {
  const gate = at('both/observations/gate');
  await cp(at('edge/observations'), at('both/observations'), { recursive: true });
  await cp(at('dispatch/observations'), at('both/observations'), { recursive: true });
  const [first, second] = (await readdir(at('dispatch/observations/gate'))).sort();
  const from = first!.split('-')[0];
  const to = second!.split(/[-.]/)[1];
  const parts = [first!, second!].map((file) => readFile(join(gate, file)));
  await writeFile(
    join(gate, `${from}-${to}.joined.fwlog`),
    Buffer.concat(await Promise.all(parts)),
  );
  expect((await readdir(gate)).length).toBeGreaterThan(6);
  const printed = await test('both', '2026-01-05T20:00', '2026-01-05T20:10');
  expect(printed.frames).toBe(120);
});
