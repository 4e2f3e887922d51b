// Keeps one camera running; its failures do not affect others.
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyCalendar } from '../contracts/index.ts';
import { keepCamera, type CamerasShared } from './camera-keeper.ts';
import type { CameraWorkerOptions } from './camera-worker-options.ts';
import { openFenceKeeper } from './fences/fence-keeper.ts';
import { createMetrics } from './health/metrics.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { createLogIns } from './capture/log-ins.ts';
import { createRings } from './rings.ts';
import { createFakeClock, type FakeClock } from '../host/testing/fake-clock.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector } from './testing/scripted-pipeline.ts';
import { testCamera } from './testing/site.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const ring: RingBuffer = {
  dir: '/nowhere',
  add: () => Promise.resolve(),
  adoptUnfinished: () => Promise.resolve(),
  grow: () => undefined,
  within: () => [],
  recordedUntil: () => null,
  bytesWithin: () => 0,
  keepsSince: () => 0,
  oldestToSpare: () => null,
  dropOldest: () => Promise.resolve(0),
  trim: () => Promise.resolve(0),
  note: () => undefined,
  reasonFor: () => 'not-known',
};

type Life = (options: CameraWorkerOptions, clock: FakeClock) => Promise<void>;

const untilStopped: Life = ({ signal }, clock) => clock.wait(1e9, signal);

async function keep(
  lives: Life[],
  openOne: () => Promise<RingBuffer> = () => Promise.resolve(ring),
) {
  const clock = createFakeClock();
  const memory = createMemoryLog();
  const stopping = new AbortController();
  const metrics = createMetrics();
  const started: CameraWorkerOptions[] = [];
  const nothing = () => Promise.resolve();
  const shared: CamerasShared = {
    site: { timezone: 'Asia/Shanghai', calendar: emptyCalendar },
    edgeId: 'edge-1',
    dataDir: await temporaryFolder(),
    keepObservations: { ms: 1e9, bytes: 1e9 },
    detectorOf: () => idleDetector,
    logIns: createLogIns(),
    rings: createRings({ knows: (id) => id === 'gate', openOne, clock, log: memory.log }),
    outboxes: {
      putAlert: () => Promise.resolve('durable'),
      putPicture: nothing,
      putClip: nothing,
      putAskedClip: nothing,
      putThumbnail: nothing,
      putObservations: nothing,
      clipsToCut: () => [],
      isDurable: () => true,
      states: () => ({}) as never,
      problems: () => [],
      done: Promise.resolve(),
    },
    dispatch: null,
    fences: await openFenceKeeper({ path: null, siteFences: [], clock, log: memory.log }),
    metrics,
    clock,
    log: memory.log,
    signal: stopping.signal,
    startWorker: (options) => {
      started.push(options);
      const life = lives[Math.min(started.length, lives.length) - 1] ?? untilStopped;
      const status = { ...camera.status(), state: 'live' as const, problem: null };
      const done = life(options, clock);
      return Promise.resolve({ status: () => status, problems: () => [], done });
    },
  };
  const camera = keepCamera(testCamera(), shared);
  onTestFinished(async () => {
    stopping.abort();
    await camera.done;
  });
  const settle = async (ms: number) => {
    // Wait, because these tests create real folders.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await clock.advance(ms);
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { camera, clock, memory, metrics, started, stopping, settle };
}

describe('a supervised camera', () => {
  it("has the state 'starting' until its worker exists, then the worker's status", async () => {
    const { camera, settle } = await keep([untilStopped]);
    expect(camera.status()).toMatchObject({ state: 'starting', framesAnalysed: 0 });
    await settle(10);
    expect(camera.status()).toMatchObject({ state: 'live' });
    expect(camera.problems()).toEqual([]);
  });

  it('that throws is reported as failed, is restarted, and recovers', async () => {
    const { camera, settle, started, metrics } = await keep([
      () => Promise.reject(new Error('ENOENT: live-1-1.ts')),
      untilStopped,
    ]);
    await settle(10);
    expect(camera.status()).toMatchObject({ state: 'offline', problem: 'ENOENT: live-1-1.ts' });
    expect(camera.problems()).toEqual([
      { code: 'camera-failed', subject: 'gate', values: { detail: 'ENOENT: live-1-1.ts' } },
    ]);
    // On a busy machine the folders of the second start take a while.
    while (started.length < 2) await settle(1000);
    await settle(10);
    expect(started).toHaveLength(2);
    expect(camera.status()).toMatchObject({ state: 'live', problem: null });
    expect(camera.problems()).toEqual([]);
    expect(await metrics.registry.metrics()).toContain('part_failures_total{part="camera gate"} 1');
  });

  it('that throws at its start is handled the same way', async () => {
    const { camera, settle, started } = await keep([
      () => {
        throw new Error('at once');
      },
    ]);
    while (started.length < 2) await settle(1000);
    expect(camera.status().problem).toBe('at once');
  });

  it('that fails for hours is retried with a growing back-off, and logged once', async () => {
    const { settle, started, memory } = await keep([() => Promise.reject(new Error('gone'))]);
    for (let n = 0; n < 20; n++) await settle(9000);
    expect(started.length).toBeLessThan(15);
    expect(memory.lines.filter(({ msg }) => msg.includes('started again'))).toHaveLength(1);
  });

  it('stops all work of a failed attempt', async () => {
    const { settle, started } = await keep([() => Promise.reject(new Error('x')), untilStopped]);
    await settle(10);
    expect(started[0]?.signal.aborted).toBe(true);
  });

  it('ends with the worker at any point', async () => {
    const { camera, stopping } = await keep([() => Promise.reject(new Error('gone'))]);
    stopping.abort();
    await camera.done;
  });
});

describe('a camera whose video cannot be recorded', () => {
  const readOnly = () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' }));

  it('is watched without recording, and this is reported', async () => {
    const { camera, started, settle } = await keep([untilStopped], readOnly);
    await settle(10);
    expect(started[0]?.buffer).toBeNull();
    expect(camera.status().state).toBe('live');
    expect(camera.problems()).toEqual([
      { code: 'camera-not-recording', subject: 'gate', values: { detail: 'EROFS' } },
    ]);
  });

  it('restarts with recording once that is possible, without counting a failure', async () => {
    let broken = true;
    const { camera, started, settle, memory } = await keep([untilStopped], () =>
      broken ? readOnly() : Promise.resolve(ring),
    );
    await settle(10);
    await settle(20_000);
    expect(started).toHaveLength(1);
    broken = false;
    await settle(20_000);
    // The tests create real folders, on a machine that may be busy.
    await expect.poll(() => started.map(({ buffer }) => buffer)).toEqual([null, ring]);
    expect(camera.problems()).toEqual([]);
    expect(memory.text()).toContain('recorded again');
    expect(memory.text()).not.toContain('started again');
  });
});
