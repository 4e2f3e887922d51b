import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CameraStatus } from '../../contracts/index.ts';
import { observation } from '../../contracts/testing/messages.ts';
import type { Frame } from '../../detectors/frame.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { serveHealth, type HealthAnswer } from './health-server.ts';
import { createMetrics } from './metrics.ts';
import { startStatusReporter } from './status-reporter.ts';

const status: CameraStatus = {
  version: 1,
  edgeId: 'e',
  cameraId: 'gate',
  state: 'live',
  problem: null,
  since: 0,
  lastFrameAt: 5000,
  view: 'ok',
  framesAnalysed: 1,
  framesDropped: 0,
  reconnects: 2,
  decode: 'full',
  openIncidents: 1,
  sentAt: 0,
};

const well: HealthAnswer = { ok: true, notes: [], problems: [] };

describe('the health server', () => {
  async function serve(answer: () => HealthAnswer, port = 0) {
    const { registry, setCamera } = createMetrics();
    setCamera(status);
    const server = await serveHealth({ host: '127.0.0.1', port, registry, health: answer });
    const stopping = new AbortController();
    const over = server.run(stopping.signal);
    onTestFinished(async () => {
      stopping.abort();
      await over;
    });
    return {
      port: server.port,
      get: (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`),
    };
  }

  it('serves the metrics', async () => {
    const { get } = await serve(() => well);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('fencewatch_edge_camera_state{camera="gate",state="live"} 1');
    expect(text).toContain('fencewatch_edge_camera_state{camera="gate",state="offline"} 0');
    expect(text).toContain('fencewatch_edge_last_frame_timestamp_seconds{camera="gate"} 5');
  });

  it('serves no gauge of a camera that has moved to another edge', async () => {
    const { registry, setCamera, forgetCamera, framesAnalysed } = createMetrics();
    setCamera(status);
    framesAnalysed.inc({ camera: 'gate' });
    forgetCamera('gate');
    const text = await registry.metrics();
    expect(text).not.toContain('camera="gate",state=');
    expect(text).not.toContain('open_incidents{camera="gate"}');
    expect(text).toContain('frames_analysed_total{camera="gate"} 1');
  });

  it('answers 200 while healthy, 503 with the reason while not, 404 elsewhere', async () => {
    const full = { code: 'disk-full', subject: '/data', since: 1, values: {} } as const;
    const told = { ok: false, notes: ['alerts: outbox full'], problems: [full] };
    const { get } = await serve(() => told);
    const answer = await get('/healthz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual(told);
    expect((await (await serve(() => well)).get('/healthz?x=1')).status).toBe(200);
    expect((await get('/')).status).toBe(404);
  });

  it('answers 500 when the answer cannot be built, and goes on', async () => {
    let broken = true;
    const { get } = await serve(() => {
      if (broken) throw new Error('no answer');
      return well;
    });
    expect((await get('/healthz')).status).toBe(500);
    expect((await get('/metrics')).status).toBe(500);
    broken = false;
    expect((await get('/healthz')).status).toBe(200);
  });

  it('refuses a port that is taken', async () => {
    const { port } = await serve(() => well);
    await expect(serve(() => well, port)).rejects.toThrow('EADDRINUSE');
  });

  it('listens at its port again when it is run again', async () => {
    const { registry } = createMetrics();
    const options = { host: '127.0.0.1', port: 0, registry, health: () => well };
    const server = await serveHealth(options);
    for (let n = 0; n < 3; n++) {
      const stopping = new AbortController();
      const over = server.run(stopping.signal);
      await vi.waitFor(async () => {
        expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
      });
      stopping.abort();
      await over;
    }
  });
});

describe('the reports to dispatch', () => {
  function report(
    answers: number[] = [],
    encode = () => Promise.resolve(Buffer.from('jpeg')),
    isSure?: () => Promise<boolean>,
    isWatched?: () => boolean,
  ) {
    const memory = createMemoryLog();
    const clock = createFakeClock(0);
    const stopping = new AbortController();
    const paths: string[] = [];
    const sentAt: number[] = [];
    const send: typeof fetch = (url) => {
      paths.push((url as URL).pathname.replace('/api/edge/cameras/gate/', ''));
      sentAt.push(clock.now());
      return Promise.resolve(new Response(null, { status: answers.shift() ?? 204 }));
    };
    const dispatch = { url: 'http://d', token: null, fetch: send };
    const reporter = startStatusReporter({
      cameraId: 'gate',
      dispatch,
      clock,
      log: memory.log,
      signal: stopping.signal,
      isSure,
      isWatched,
      encode,
    });
    return { clock, reporter, paths, sentAt, stopping, memory };
  }
  const frame: Frame = {
    width: 2,
    height: 2,
    rgb: new Uint8Array(12),
    cameraId: 'gate',
    capturedAt: 0,
    mediaTimeMs: null,
  };

  it('are none while there is nothing to report, and end on abort', async () => {
    const { clock, paths, stopping, reporter } = report();
    await clock.advance(10_000);
    expect(paths).toEqual([]);
    stopping.abort();
    await reporter.done;
  });

  it('are not sent while another edge has the camera', async () => {
    let isOurs = false;
    const { clock, reporter, paths } = report([], undefined, () => Promise.resolve(isOurs));
    reporter.update(status);
    reporter.frame(frame);
    await clock.advance(10_000);
    expect(paths).toEqual([]);
    isOurs = true;
    await clock.advance(1000);
    expect(paths).toContain('status');
  });

  it('are sent at once when something changes, otherwise every five seconds', async () => {
    const { clock, reporter, paths } = report();
    reporter.update(status);
    await clock.advance(1000);
    reporter.update({ ...status, framesAnalysed: 2 });
    await clock.advance(1000);
    expect(paths).toEqual(['status']);
    reporter.update({ ...status, state: 'offline', problem: 'gone' });
    await clock.advance(1000);
    expect(paths).toEqual(['status', 'status']);
    await clock.advance(5500);
    expect(paths).toEqual(['status', 'status', 'status']);
  });

  it('report new or refused fences at once', async () => {
    const { clock, reporter, paths } = report();
    const fences = { revision: 1, inForce: [{ fenceId: 'a', version: 1 }], refused: [] };
    reporter.update({ ...status, fences });
    await clock.advance(1000);
    reporter.update({ ...status, fences: { ...fences, revision: 2 } });
    await clock.advance(0);
    expect(paths).toEqual(['status', 'status']);
    const refused = [{ fenceId: 'a', version: 2, message: 'no polygon' }];
    reporter.update({ ...status, fences: { ...fences, revision: 2, refused } });
    await clock.advance(0);
    expect(paths).toEqual(['status', 'status', 'status']);
  });

  it.each(['picture', 'observation'] as const)(
    'send the newest %s, with a minimum interval',
    async (what) => {
      const { clock, reporter, paths, sentAt } = report();
      for (let n = 0; n < 14; n++) {
        if (what === 'picture') reporter.frame(frame);
        else reporter.observation({ ...observation, capturedAt: n });
        await clock.advance(500);
      }
      expect(new Set(paths)).toEqual(new Set([what]));
      const apart = what === 'picture' ? 3000 : 1000;
      expect(sentAt).toEqual(sentAt.map((_, index) => (sentAt[0] ?? 0) + index * apart));
      expect(sentAt.length).toBeGreaterThanOrEqual(3);
    },
  );

  it('send pictures and observations seldom while nobody looks, and at once when somebody does', async () => {
    let isWatched = false;
    const { clock, reporter, paths, sentAt } = report([], undefined, undefined, () => isWatched);
    const look = async (times: number) => {
      for (let n = 0; n < times; n++) {
        reporter.frame(frame);
        reporter.observation({ ...observation, capturedAt: n });
        await clock.advance(500);
      }
    };
    await look(130);
    const count = (what: string) => paths.filter((path) => path === what).length;
    expect([count('picture'), count('observation')]).toEqual([3, 3]);
    isWatched = true;
    const openedAt = clock.now();
    await look(12);
    expect([count('picture'), count('observation')]).toEqual([5, 9]);
    expect((sentAt[6] ?? Infinity) - openedAt).toBeLessThanOrEqual(500);
    isWatched = false;
    await look(40);
    expect([count('picture'), count('observation')]).toEqual([5, 9]);
  });

  it('tell the status as often while nobody looks', async () => {
    const { clock, reporter, paths } = report([], undefined, undefined, () => false);
    reporter.update(status);
    await clock.advance(20_500);
    expect(paths).toEqual(['status', 'status', 'status', 'status', 'status']);
  });

  it('offer the picture from before a move until dispatch has it', async () => {
    const { clock, reporter, paths } = report([503, 503]);
    reporter.before(Buffer.from('old'));
    await clock.advance(5000);
    expect(paths).toEqual(['before', 'before', 'before']);
  });

  it('drop that picture when dispatch refuses it', async () => {
    const { clock, reporter, paths } = report([404]);
    reporter.before(Buffer.from('old'));
    await clock.advance(5000);
    expect(paths).toEqual(['before']);
  });

  it('go on when a picture cannot be encoded, and log it once', async () => {
    const refuse = () => Promise.reject(new Error('Input image exceeds pixel limit'));
    const { clock, reporter, paths, memory } = report([], refuse);
    for (let n = 0; n < 20; n++) {
      reporter.update({ ...status, framesAnalysed: n });
      reporter.frame(frame);
      await clock.advance(1000);
    }
    expect(paths).toEqual(['status', 'status', 'status', 'status', 'status']);
    expect(memory.lines.map(({ msg }) => msg)).toEqual(['a report to dispatch failed']);
  });
});
