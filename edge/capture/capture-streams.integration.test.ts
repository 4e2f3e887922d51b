// Supervised captures of live streams, with the real ffmpeg and real RTSP servers, for the ways in which a camera can fail. The
// tests mostly wait for the camera's clock, so they run concurrently.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { makeFilm, startRtsp, type RtspServer } from '../../e2e/servers/rtsp.ts';
import type { RtspServerOptions } from '../../simulator/rtsp.ts';
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { systemClock } from '../../host/clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testCamera } from '../testing/site.ts';
import type { CaptureError } from '../ffmpeg/capture-error.ts';
import { superviseCapture, type CaptureHealth } from './supervise.ts';

/** Requires a log-in, unlike the other server. */
const auth = { user: 'admin', password: 's3cret-pass' };
let folder: string;
/** One key frame per second. */
let film: string;
let open: RtspServer;
let locked: RtspServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-streams-'));
  film = await makeFilm(join(folder, 'often.mp4'), { seconds: 30, gop: 10 });
  const seldom = await makeFilm(join(folder, 'seldom.mp4'), { seconds: 30, gop: 300 });
  const mounts = { '/cam': [film], '/recorded': [film], '/seldom': [seldom] };
  [open, locked] = await Promise.all([
    startRtsp({ mounts }),
    startRtsp({ mounts: { '/cam': [film] }, auth }),
  ]);
});

afterAll(async () => {
  await Promise.all([open, locked].map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

type Finish = Pick<TestContext, 'onTestFinished'>;

/** A server for one test, which plays the film at `/cam`. */
async function serve(change: Partial<RtspServerOptions>, { onTestFinished }: Finish) {
  const server = await startRtsp({ mounts: { '/cam': [film] }, ...change });
  onTestFinished(() => server.stop());
  return server;
}

interface Wishes {
  camera?: Partial<Camera>;
  recordDir?: string;
}

function supervise(source: string, { onTestFinished }: Finish, { camera, recordDir }: Wishes = {}) {
  const frames: Pick<Frame, 'capturedAt' | 'width'>[] = [];
  const failures: CaptureError[] = [];
  const healths: CaptureHealth[] = [];
  const stopping = new AbortController();
  const memory = createMemoryLog();
  const done = superviseCapture({
    camera: testCamera({ source, ...camera }),
    clock: systemClock,
    log: memory.log,
    signal: stopping.signal,
    random: () => 0,
    ...(recordDir === undefined ? {} : { recordDir }),
    onFrame: ({ capturedAt, width }) => Promise.resolve(void frames.push({ capturedAt, width })),
    onHealth: (health) => healths.push(health),
    onFailure: (failure) => failures.push(failure),
  });
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  const until = async (isDone: () => boolean, limitMs = 40_000) => {
    for (let waited = 0; !isDone() && waited < limitMs; waited += 50) await systemClock.wait(50);
    if (!isDone()) throw new Error(`not within ${limitMs} ms; log:\n${memory.text()}`);
  };
  return { frames, failures, healths, memory, until };
}

// The longest tests come first, because five run at a time.
describe.concurrent('a camera in trouble', () => {
  it('that stays connected but stops sending is ended as stalled, and comes back', async (test) => {
    const { expect } = test;
    const server = await serve({ dropAfterMs: 1500, clock: 'first-client' }, test);
    const { frames, until, failures } = supervise(`${server.url}/cam`, test);
    await until(() => failures.length > 0);
    expect(['stalled', 'timed-out', 'ended']).toContain(failures[0]!.reason);
    const seen = frames.length;
    await until(() => frames.length > seen);
  });

  it('that goes away is offline, and comes back by itself', async (test) => {
    const { expect, onTestFinished } = test;
    const first = await startRtsp({ mounts: { '/cam': [film] } });
    onTestFinished(() => first.stop());
    const { frames, until, failures, healths } = supervise(`${first.url}/cam`, test);
    await until(() => frames.length >= 1);
    await first.stop();
    await until(() => failures.length > 0);
    expect(healths.at(-1)!.state).toBe('offline');
    await serve({ port: first.port }, test);
    const seen = frames.length;
    await until(() => frames.length > seen);
    expect(healths.at(-1)).toMatchObject({ state: 'live', reconnects: 1 });
  });

  it('that sends garbage fails with a reason and affects no other camera', async (test) => {
    const { expect } = test;
    const port = await startGarbage(test);
    const bad = supervise(`rtsp://127.0.0.1:${port}/cam`, test);
    const good = supervise(`${open.url}/cam`, test);
    await bad.until(() => bad.failures.length > 0);
    await good.until(() => good.frames.length >= 3);
    expect(bad.healths.at(-1)!.state).not.toBe('live');
    expect(good.failures).toEqual([]);
  });

  it('that refuses the log-in is `refused`, and no secret is logged', async (test) => {
    const { expect } = test;
    const source = locked.url.replace('rtsp://', 'rtsp://admin:wr0ng-one@');
    const { until, failures, healths, memory } = supervise(`${source}/cam`, test);
    await until(() => failures.length > 0);
    expect(failures[0]!.reason).toBe('login-refused');
    expect(healths.at(-1)!.state).toBe('refused');
    expect(memory.text()).not.toContain('wr0ng-one');
  });

  it('that does not know the path is reported as such, and one that does not exist is `offline`', async (test) => {
    const { expect } = test;
    const lost = supervise(`${open.url}/other`, test);
    await lost.until(() => lost.failures.length > 0);
    expect(lost.failures[0]!.reason).toBe('not-found');
    const gone = supervise('rtsp://127.0.0.1:1/cam', test);
    await gone.until(() => gone.failures.length > 0);
    expect(gone.failures[0]!.reason).toBe('unreachable');
    expect(gone.healths.at(-1)!.state).toBe('offline');
  });
});

describe.concurrent('a live stream', () => {
  it('is decoded in full when its key frames are far apart, and this is reported', async (test) => {
    const { expect } = test;
    const { frames, until, healths, memory } = supervise(`${open.url}/seldom`, test);
    // The first comes from the key frame; two more within seconds can only come from full decoding.
    await until(() => frames.length >= 3);
    expect(frames.at(-1)!.capturedAt - frames[0]!.capturedAt).toBeLessThan(29_000);
    expect(healths.at(-1)?.decode).toBe('full');
    expect(memory.text()).toContain('decoding restarts in another mode');
  });

  it('gives one frame per period, in order and dated by the wall clock', async (test) => {
    const { expect } = test;
    const { frames, until, healths } = supervise(`${open.url}/cam`, test);
    await until(() => frames.length >= 5);
    const gaps = frames.slice(1).map(({ capturedAt }, i) => capturedAt - frames[i]!.capturedAt);
    for (const gap of gaps) expect(gap).toBeGreaterThan(0);
    expect(Math.abs(gaps.at(-1)! - 1000)).toBeLessThan(300);
    expect(Math.abs(Date.now() - frames.at(-1)!.capturedAt)).toBeLessThan(1500);
    expect(healths.at(-1)).toMatchObject({ state: 'live', problem: null, decode: 'key-frames' });
  });

  it('comes over UDP when the camera refuses TCP', async (test) => {
    const server = await serve({ transports: ['udp'] }, test);
    const { frames, until, failures, healths } = supervise(`${server.url}/cam`, test);
    await until(() => frames.length >= 2);
    test.expect(failures).toEqual([]);
    test.expect(new Set(healths.map(({ state }) => state))).toEqual(new Set(['live']));
  });

  it('is recorded untouched and analysed in one session', async (test) => {
    const { expect } = test;
    const recordDir = await mkdtemp(join(folder, 'segments-'));
    let sessions = 0;
    open.events.on('event', (event) => {
      if (event.event === 'playing' && event.path === '/recorded') sessions += 1;
    });
    const { until } = supervise(`${open.url}/recorded`, test, { recordDir });
    let files: string[] = [];
    await until(() => {
      void readdir(recordDir).then((names) => (files = names));
      return files.length >= 3;
    });
    expect(sessions).toBe(1);
    const probe = await promisify(execFile)('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name,width,height',
      '-of',
      'csv=p=0',
      join(recordDir, files.sort()[0]!),
    ]);
    expect(probe.stdout.trim().split('\n')[0]).toBe('h264,320,180');
  });

  it('logs in without showing the password in a process list or a log', async (test) => {
    const { expect } = test;
    const source = locked.url.replace('rtsp://', `rtsp://${auth.user}:${auth.password}@`);
    const { frames, until, memory } = supervise(`${source}/cam`, test);
    await until(() => frames.length >= 1);
    const processes = await promisify(execFile)('ps', ['-eo', 'args', 'ww']);
    expect(processes.stdout).toContain('-i pipe:0');
    expect(processes.stdout).not.toContain(auth.password);
    expect(memory.text()).not.toContain(auth.password);
  });
});

async function startGarbage({ onTestFinished }: Finish): Promise<number> {
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
