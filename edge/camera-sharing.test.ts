// A camera that moves from one edge to another: the next holder continues the incidents of the former one, under its own lease.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Alert } from '../contracts/index.ts';
import type { Frame } from '../detectors/frame.ts';
import { createFakeClock } from '../host/testing/fake-clock.ts';
import { startCameraWorker } from './camera-worker.ts';
import type { CameraSharing, CameraWorkerOptions } from './camera-worker-options.ts';
import { fencesOfCamera, siteFileFences } from './fences/fence-set.ts';
import { createMetrics } from './health/metrics.ts';
import { createStateSharer } from './leases/shared-state.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector, scriptedPipeline, type Script } from './testing/scripted-pipeline.ts';
import { testCamera, testFence } from './testing/site.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const script: Script = { 2: 'opened', 4: 'cleared' };

/** A stand-in for the camera's state in Redis. */
function district() {
  const shared = { state: null as Uint8Array | null };
  const store = {
    keepState: (_: string, packed: Uint8Array) => {
      shared.state = packed;
      return Promise.resolve(true);
    },
    loadState: () => Promise.resolve(shared.state),
  };
  /** One edge on its own disk, for some frames. */
  const play = async (
    edgeId: string,
    { frames, token, isBroken = false }: { frames: number; token: number; isBroken?: boolean },
  ) => {
    const { log } = createMemoryLog();
    const clock = createFakeClock();
    const alerts: Alert[] = [];
    const extras: string[] = [];
    const lease = { token, since: 7 };
    const state = createStateSharer({
      cameraId: 'gate',
      lease: () => lease.token,
      store,
      clock,
      log,
    });
    const outboxes: CameraWorkerOptions['outboxes'] = {
      putAlert: (alert) => {
        if (isBroken) return Promise.reject(new Error('killed'));
        alerts.push(alert);
        return Promise.resolve('durable');
      },
      putPicture: () => Promise.resolve(),
      putClip: () => Promise.resolve(void extras.push('clip')),
      isDurable: () => true,
    };
    const reported: CameraSharing['reported'] = {
      open: () => Promise.resolve([]),
      forget: () => Promise.resolve(),
    };
    const worker = await startCameraWorker({
      camera: testCamera(),
      site: { timezone: 'Asia/Shanghai', calendar: emptyCalendar },
      fences: {
        current: () => fencesOfCamera(siteFileFences([testFence()]), 'gate'),
        listen: () => undefined,
      },
      history: { analysed: () => Promise.resolve(), close: () => Promise.resolve() },
      edgeId,
      detector: idleDetector,
      buffer: null,
      stateFile: join(await temporaryFolder(), 'state.json'),
      createPipeline: scriptedPipeline(script),
      capture: async ({ onFrame }) => {
        for (let n = 1; n <= frames; n += 1) await onFrame(frame(n));
      },
      reporter: null,
      sharing: { lease, state, reported, isSure: () => Promise.resolve(true) },
      outboxes,
      metrics: createMetrics(),
      clock,
      log,
      signal: new AbortController().signal,
    });
    await worker.done;
    return { alerts, extras, status: worker.status() };
  };
  return { play, lose: () => (shared.state = null) };
}

function frame(n: number): Frame {
  const capturedAt = 1_700_000_000_000 + n * 1000;
  const rgb = new Uint8Array(12);
  return { width: 2, height: 2, rgb, cameraId: 'gate', capturedAt, mediaTimeMs: null };
}

describe('a camera that moves to another edge', () => {
  it('has its open incident cleared by the next holder, and nothing is raised twice', async () => {
    const { play } = district();
    const first = await play('edge-1', { frames: 3, token: 10 });
    const second = await play('edge-2', { frames: 2, token: 20 });
    expect(first.alerts).toMatchObject([
      { alertId: 'gate-incident-1-t10', lease: 10, edgeId: 'edge-1' },
    ]);
    expect(second.alerts).toMatchObject([
      {
        alertId: 'gate-incident-2-t20',
        lease: 20,
        edgeId: 'edge-2',
        incident: { event: 'cleared' },
      },
    ]);
    expect(second.status.lease).toEqual({ token: 20, since: 7 });
  });

  it('has the unsent alert of the first holder sent by the next, without video', async () => {
    const { play } = district();
    await play('edge-1', { frames: 2, token: 10, isBroken: true });
    const { alerts, extras } = await play('edge-2', { frames: 0, token: 20 });
    expect(alerts).toMatchObject([
      {
        alertId: 'gate-incident-1-t20',
        lease: 20,
        edgeId: 'edge-2',
        incident: { event: 'opened' },
      },
    ]);
    expect(extras).toEqual([]);
  });

  it('starts without state when Redis has lost it', async () => {
    const { play, lose } = district();
    await play('edge-1', { frames: 3, token: 10 });
    lose();
    const { alerts } = await play('edge-2', { frames: 2, token: 20 });
    expect(alerts.map(({ incident }) => incident.event)).toEqual(['opened']);
  });
});
