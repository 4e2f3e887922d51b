// Supervised captures of live streams by the real ffmpeg from a real RTSP server: what a camera can do to us.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFilm, startRtsp } from '../../e2e/servers/rtsp.ts';
import type { RtspServerOptions } from '../../simulator/rtsp.ts';
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { systemClock } from '../clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testCamera } from '../testing/site.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { CaptureError } from './capture-error.ts';
import { superviseCapture, type CaptureHealth } from './supervise.ts';

async function film(seconds: number, gop: number): Promise<string> {
  return makeFilm(join(await temporaryFolder(), 'film.mp4'), { seconds, gop });
}

async function serve(file: string, change: Partial<RtspServerOptions> = {}) {
  const server = await startRtsp({ mounts: { '/cam': [file] }, ...change });
  onTestFinished(() => server.stop());
  return server;
}

function supervise(source: string, change: Partial<Camera> = {}, recordDir?: string) {
  const frames: Pick<Frame, 'capturedAt' | 'width'>[] = [];
  const failures: CaptureError[] = [];
  const healths: CaptureHealth[] = [];
  const stopping = new AbortController();
  const memory = createMemoryLog();
  const done = superviseCapture({
    camera: testCamera({ source, ...change }),
    ...{ clock: systemClock, log: memory.log, signal: stopping.signal, random: () => 0 },
    ...(recordDir === undefined ? {} : { recordDir }),
    onFrame: ({ capturedAt, width }) => Promise.resolve(void frames.push({ capturedAt, width })),
    onHealth: (health) => healths.push(health),
    onFailure: (failure) => failures.push(failure),
  });
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  const until = async (isDone: () => boolean, limitMs = 25_000) => {
    for (let waited = 0; !isDone() && waited < limitMs; waited += 50) await systemClock.wait(50);
    if (!isDone()) throw new Error(`not within ${limitMs} ms; log:\n${memory.text()}`);
  };
  return { frames, failures, healths, memory, stopping, done, until };
}

describe('a live stream', () => {
  it('gives a frame a period, dated by the wall clock, in order', async () => {
    const server = await serve(await film(30, 10));
    const { frames, until, healths } = supervise(`${server.url}/cam`);
    await until(() => frames.length >= 5);
    const gaps = frames.slice(1).map(({ capturedAt }, i) => capturedAt - frames[i]!.capturedAt);
    for (const gap of gaps) expect(gap).toBeGreaterThan(0);
    expect(Math.abs(gaps.at(-1)! - 1000)).toBeLessThan(300);
    expect(Math.abs(Date.now() - frames.at(-1)!.capturedAt)).toBeLessThan(1500);
    expect(healths.at(-1)).toMatchObject({ state: 'live', problem: null, decode: 'key-frames' });
  });

  it('is decoded in full when its key frames are far apart, and that is said', async () => {
    const server = await serve(await film(60, 300));
    const { frames, until, healths, memory } = supervise(`${server.url}/cam`);
    await until(() => frames.length >= 4, 50_000);
    expect(healths.at(-1)?.decode).toBe('full');
    expect(memory.text()).toContain('capture begins anew in another way');
  });

  it('comes over UDP when the camera refuses TCP', async () => {
    const server = await serve(await film(30, 10), { transports: ['udp'] });
    const { frames, until, failures } = supervise(`${server.url}/cam`);
    await until(() => frames.length >= 2);
    expect(failures.map(({ reason }) => reason)).toEqual(['transport-refused']);
  });

  it('is recorded untouched while it is analysed, by one connection', async () => {
    const dir = await temporaryFolder();
    const server = await serve(await film(30, 10));
    let connections = 0;
    server.events.on('event', ({ event }) => (connections += event === 'connected' ? 1 : 0));
    const { until } = supervise(`${server.url}/cam`, {}, dir);
    let files: string[] = [];
    await until(() => {
      void readdir(dir).then((names) => (files = names));
      return files.length >= 3;
    });
    expect(connections).toBe(1);
    const probe = await promisify(execFile)('ffprobe', [
      ...['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0'],
      join(dir, files.sort()[0]!),
    ]);
    expect(probe.stdout.trim().split('\n')[0]).toBe('h264,320,180');
  });

  it('lets the log-in through and shows it in no process list and no log', async () => {
    const auth = { user: 'admin', password: 's3cret-pass' };
    const server = await serve(await film(30, 10), { auth });
    const source = server.url.replace('rtsp://', `rtsp://${auth.user}:${auth.password}@`);
    const { frames, until, memory } = supervise(`${source}/cam`);
    await until(() => frames.length >= 1);
    const processes = await promisify(execFile)('ps', ['-eo', 'args', 'ww']);
    expect(processes.stdout).toContain('-i pipe:0');
    expect(processes.stdout).not.toContain('s3cret-pass');
    expect(memory.text()).not.toContain('s3cret-pass');
  });
});

describe('a camera in trouble', () => {
  it('that refuses the log-in is `refused`, and no secret is told', async () => {
    const server = await serve(await film(10, 10), { auth: { user: 'admin', password: 'right' } });
    const source = server.url.replace('rtsp://', 'rtsp://admin:wr0ng-one@');
    const { until, failures, healths, memory } = supervise(`${source}/cam`);
    await until(() => failures.length > 0);
    expect(failures[0]!.reason).toBe('login-refused');
    expect(healths.at(-1)!.state).toBe('refused');
    expect(memory.text()).not.toContain('wr0ng-one');
  });

  it('that does not know the path says so, one that is not there is `offline`', async () => {
    const server = await serve(await film(10, 10));
    const lost = supervise(`${server.url}/other`);
    await lost.until(() => lost.failures.length > 0);
    expect(lost.failures[0]!.reason).toBe('not-found');
    const gone = supervise('rtsp://127.0.0.1:1/cam');
    await gone.until(() => gone.failures.length > 0);
    expect(gone.failures[0]!.reason).toBe('unreachable');
    expect(gone.healths.at(-1)!.state).toBe('offline');
  });

  it('that vanishes is offline, and comes back by itself', async () => {
    const file = await film(30, 10);
    const first = await startRtsp({ mounts: { '/cam': [file] } });
    const { frames, until, failures, healths } = supervise(`${first.url}/cam`);
    await until(() => frames.length >= 1);
    await first.stop();
    await until(() => failures.length > 0);
    expect(healths.at(-1)!.state).toBe('offline');
    await serve(file, { port: first.port });
    const seen = frames.length;
    await until(() => frames.length > seen, 40_000);
    expect(healths.at(-1)).toMatchObject({ state: 'live', reconnects: 1 });
  });

  it('that stays connected but falls silent is ended as stalled, and comes back', async () => {
    const server = await serve(await film(60, 10), { dropAfterMs: 2500, clock: 'first-client' });
    const { frames, until, failures } = supervise(`${server.url}/cam`);
    await until(() => failures.length > 0, 40_000);
    expect(['stalled', 'timed-out', 'ended']).toContain(failures[0]!.reason);
    const seen = frames.length;
    await until(() => frames.length > seen, 40_000);
  });

  it('that talks garbage fails with a reason and hurts no other camera', async () => {
    const port = await startGarbage();
    const server = await serve(await film(30, 10));
    const bad = supervise(`rtsp://127.0.0.1:${port}/cam`);
    const good = supervise(`${server.url}/cam`);
    await bad.until(() => bad.failures.length > 0, 40_000);
    await good.until(() => good.frames.length >= 3);
    expect(bad.healths.at(-1)!.state).not.toBe('live');
    expect(good.failures).toEqual([]);
  });
});

async function startGarbage(): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(Buffer.alloc(4096, 0x7f));
    socket.on('data', () => socket.write(Buffer.from('\0\0nonsense\r\n\r\n')));
    setTimeout(() => socket.destroy(), 1500);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
