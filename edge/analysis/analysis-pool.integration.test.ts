// Runs the real model on analysis threads. A film gives the same results as on the main thread; a thread that dies loses one picture,
// and no learned state.
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fence } from '../../contracts/index.ts';
import { completeFence } from '../../contracts/index.ts';
import { createDetector } from '../../detectors/create-detector.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import { resolveModel, type ResolvedModel } from '../../models/index.ts';
import { typescriptThread } from '../../e2e/servers/typescript-thread.ts';
import { systemClock } from '../../host/clock.ts';
import { createCameraPipeline, type PipelineOutcome } from '../pipeline/pipeline.ts';
import { createAnalysisPool, type AnalysisPool } from './analysis-pool.ts';
import { startThread, type ThreadLink } from './thread-link.ts';

const models = fileURLToPath(new URL('../../models/weights', import.meta.url));
const script = typescriptThread(fileURLToPath(new URL('analysis-thread.ts', import.meta.url)));
const size = { width: 320, height: 180 };
const start = Date.UTC(2026, 10, 2, 9);
const fence: Fence = completeFence({
  id: 'floor',
  camera: 'gate',
  kind: 'blocked-fire-exit',
  dwell: 6000,
  polygon: [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.9],
    [0.2, 0.9],
  ],
});

/** A textured wall; from the 5th picture on a dark box stands in front of it. */
function frameAt(n: number, cameraId = 'gate'): Frame {
  const { width, height } = size;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isBox = n >= 5 && x > 120 && x < 200 && y > 80 && y < 150;
      const wall = 120 + ((x * 7 + y * 13 + ((x >> 4) ^ (y >> 3)) * 11) % 40) + ((x + n) % 3);
      rgb.fill(isBox ? 40 : wall, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  return { cameraId, capturedAt: start + 2000 * n, mediaTimeMs: null, ...size, rgb };
}

function pipelineOf(detector: Detector, snapshot?: unknown) {
  const fences = [fence];
  return createCameraPipeline({
    camera: { id: 'gate' },
    fences,
    timezone: 'Asia/Shanghai',
    detector,
    ...(snapshot !== undefined && { snapshot }),
  });
}

/** The outcome without the duration of opinions, which varies. */
const saidOf = ({ frame: _frame, opinion, ...said }: PipelineOutcome) => ({
  ...said,
  opinions: opinion?.opinions ?? null,
});

let model: ResolvedModel;
let pool: AnalysisPool;
const links: ThreadLink[] = [];

beforeAll(async () => {
  model = await resolveModel({ name: 'centernet-mobilenetv3', dir: models });
  pool = createAnalysisPool({
    threads: 2,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    start: () => {
      const link = startThread(script, { provider: 'cpu' });
      links.push(link);
      return link;
    },
  });
});
afterAll(() => pool.close());

describe('analysis threads', () => {
  it('give the same events and the same background model as the main thread', async () => {
    const inline = await createDetector({ model });
    const here = pipelineOf(inline);
    const there = pipelineOf(await pool.open(model));
    for (let n = 0; n < 12; n++) {
      const expected = await here.process(frameAt(n));
      const seen = await there.process(frameAt(n));
      expect(saidOf(seen)).toEqual(saidOf(expected));
      expect(seen.frame?.rgb).toEqual(frameAt(n).rgb);
    }
    expect(await there.snapshot()).toEqual(await here.snapshot());
    await inline.close();
  });

  it('are restarted when they die, and cameras continue from their last snapshot', async () => {
    const pipeline = pipelineOf(await pool.open(model));
    for (let n = 0; n < 6; n++) await pipeline.process(frameAt(n));
    const saved = await pipeline.snapshot();
    await Promise.all(links.map((link) => link.stop()));
    const { observation } = await pipeline.process(frameAt(7));
    const expected = await pipelineOf(await pool.open(model), saved).process(frameAt(7));
    expect(observation).toEqual(expected.observation);
  });

  it('report the number of model runs and where to find their CPU time', async () => {
    const usage = await pool.usage();
    expect(usage[0]?.threadId).not.toBe(process.pid);
    expect(Object.values(usage[0]?.runs ?? {}).every((n) => n > 0)).toBe(true);
  });

  it('refuse a model that cannot be opened', async () => {
    const damaged = { ...model, sha256: '0'.repeat(64), file: fileURLToPath(import.meta.url) };
    await expect(pool.open(damaged)).rejects.toThrow('expected an ONNX model');
  });
});
