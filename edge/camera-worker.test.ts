import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Alert } from '../contracts/index.ts';
import type { Frame } from '../detectors/frame.ts';
import { startCameraWorker } from './camera-worker.ts';
import type { CameraWorkerOptions } from './camera-worker-options.ts';
import type { FenceSource } from './fences/fence-keeper.ts';
import { fencesOfCamera, siteFileFences, type CameraFences } from './fences/fence-set.ts';
import { createMetrics } from './health/metrics.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { loadState } from './state/state-file.ts';
import { createFakeClock } from '../host/testing/fake-clock.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector, scriptedPipeline, type Script } from './testing/scripted-pipeline.ts';
import { testCamera, testFence } from './testing/site.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const frame = (n: number): Frame => ({
  width: 2,
  height: 2,
  rgb: new Uint8Array(12),
  cameraId: 'gate',
  capturedAt: 1_700_000_000_000 + n * 1000,
  mediaTimeMs: null,
});

const buffer: RingBuffer = {
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

async function play(frames: number, script: Script, change: Partial<CameraWorkerOptions> = {}) {
  const memory = createMemoryLog();
  const alerts: Alert[] = [];
  const extras: string[] = [];
  const metrics = createMetrics();
  const stateFile = change.stateFile ?? join(await temporaryFolder(), 'state.json');
  const knownWhenPut: unknown[] = [];
  const worker = await startCameraWorker({
    camera: testCamera(),
    site: { timezone: 'Asia/Shanghai', calendar: emptyCalendar },
    fences: {
      current: () => fencesOfCamera(siteFileFences([testFence()]), 'gate'),
      listen: () => undefined,
    },
    history: { analysed: () => Promise.resolve(), close: () => Promise.resolve() },
    edgeId: 'e',
    detector: idleDetector,
    buffer,
    reporter: null,
    metrics,
    stateFile,
    clock: createFakeClock(),
    log: memory.log,
    signal: new AbortController().signal,
    outboxes: {
      putAlert: async (alert) => {
        knownWhenPut.push(await loadState(stateFile, memory.log));
        alerts.push(alert);
        return 'durable';
      },
      putPicture: () => Promise.resolve(void extras.push('picture')),
      putClip: () => Promise.resolve(void extras.push('clip')),
      isDurable: () => true,
    },
    createPipeline: scriptedPipeline(script),
    capture: async ({ onFrame }) => {
      for (let n = 1; n <= frames; n++) await onFrame(frame(n));
    },
    ...change,
  });
  await worker.done;
  const saved = await loadState(stateFile, memory.log);
  return { worker, alerts, extras, metrics, memory, saved, stateFile, knownWhenPut };
}

describe('a camera worker', () => {
  it('raises nothing when there are no frames', async () => {
    const { alerts, worker } = await play(0, {});
    expect(alerts).toEqual([]);
    expect(worker.status()).toMatchObject({ state: 'starting', framesAnalysed: 0, view: null });
  });

  it('raises each event as an alert, with picture and clip for the opening', async () => {
    const { alerts, extras, worker } = await play(4, { 2: 'opened', 4: 'cleared' });
    expect(alerts.map(({ alertId }) => alertId)).toEqual(['gate-incident-1', 'gate-incident-2']);
    expect(extras).toEqual(['picture', 'clip']);
    expect(worker.status()).toMatchObject({ framesAnalysed: 4, view: 'ok', openIncidents: 0 });
  });

  it('saves an alert with its state before it goes to the outbox', async () => {
    const { knownWhenPut, saved, alerts } = await play(2, { 2: 'opened' });
    expect(knownWhenPut).toEqual([{ pipeline: { frames: 2, sequence: 1 }, unsettled: alerts }]);
    expect(saved).toEqual({ pipeline: { frames: 2, sequence: 1 }, unsettled: [] });
  });

  it('puts an alert again after a crash between state and outbox', async () => {
    const crashed: CameraWorkerOptions['outboxes'] = {
      putAlert: () => Promise.reject(new Error('killed')),
      putPicture: () => Promise.resolve(),
      putClip: () => Promise.resolve(),
      isDurable: () => true,
    };
    const script: Script = { 2: 'opened' };
    const first = await play(2, script, { outboxes: crashed });
    const second = await play(0, script, { stateFile: first.stateFile });
    expect(second.alerts.map(({ alertId }) => alertId)).toEqual(['gate-incident-1']);
    expect(second.extras).toEqual(['clip']);
  });

  it('keeps alerts in the state until the outbox holds them on disk', async () => {
    const outboxes: CameraWorkerOptions['outboxes'] = {
      putAlert: () => Promise.resolve('in-memory'),
      putPicture: () => Promise.resolve(),
      putClip: () => Promise.resolve(),
      isDurable: () => false,
    };
    const { saved } = await play(2, { 2: 'opened' }, { outboxes });
    expect(saved).toMatchObject({ unsettled: [{ alertId: 'gate-incident-1' }] });
  });

  it('resumes after a restart', async () => {
    const script: Script = { 2: 'opened', 4: 'cleared' };
    const first = await play(3, script);
    const second = await play(2, script, { stateFile: first.stateFile });
    expect(second.alerts.map(({ incident }) => incident.event)).toEqual(['cleared']);
    expect(second.alerts[0]?.alertId).toBe('gate-incident-2');
  });

  it('stores the fence version that judged, and takes new fences while it runs', async () => {
    const set = (version: number, name: string) =>
      fencesOfCamera(siteFileFences([testFence({ version, name })]), 'gate');
    let arm: (fences: CameraFences) => void = () => undefined;
    const fences: FenceSource = {
      current: () => set(1, 'Exit'),
      listen: (listener) => (arm = listener),
    };
    const capture: CameraWorkerOptions['capture'] = async ({ onFrame }) => {
      await onFrame(frame(1));
      arm(set(2, 'Exit, wider'));
      await onFrame(frame(2));
      await onFrame(frame(3));
    };
    const { alerts, worker, memory } = await play(
      0,
      { 1: 'opened', 3: 'cleared' },
      { fences, capture },
    );
    expect(alerts.map(({ fenceName }) => fenceName)).toEqual(['Exit', 'Exit']);
    expect(worker.status().fences).toEqual({
      revision: 0,
      inForce: [{ fenceId: 'exit-1', version: 2 }],
      refused: [],
    });
    expect(memory.text()).toContain('new fences are in force');
  });

  it('forwards the observation of every frame, before its alerts', async () => {
    const seen: number[] = [];
    let closed = false;
    const history: CameraWorkerOptions['history'] = {
      analysed: (_, { capturedAt }) => {
        seen.push(capturedAt);
        return Promise.resolve();
      },
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
    await play(3, { 2: 'opened' }, { history });
    expect(seen).toEqual([1, 2, 3].map((n) => frame(n).capturedAt));
    expect(closed).toBe(true);
  });

  it('survives a frame that fails, and logs it', async () => {
    const { worker, metrics, memory } = await play(3, { 2: 'fails' });
    expect(worker.status().framesAnalysed).toBe(2);
    expect(memory.text()).toContain('a frame could not be analysed');
    const text = await metrics.registry.metrics();
    expect(text).toContain('fencewatch_edge_analysis_failures_total{camera="gate"} 1');
  });

  it('starts fresh when the saved state does not fit', async () => {
    const stateFile = join(await temporaryFolder(), 'state.json');
    await writeFile(
      stateFile,
      JSON.stringify({
        version: 1,
        savedAt: 1,
        state: { pipeline: 'of another kind', unsettled: [] },
      }),
    );
    const refusing: CameraWorkerOptions['createPipeline'] = (options) => {
      if (options.snapshot !== undefined) throw new Error('camera state: expected object');
      return scriptedPipeline({})(options);
    };
    const { worker, memory } = await play(1, {}, { stateFile, createPipeline: refusing });
    expect(worker.status().framesAnalysed).toBe(1);
    expect(memory.text()).toContain('starting fresh');
  });
});
