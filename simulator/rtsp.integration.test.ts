// The real RTSP server, read by the real ffmpeg over TCP and UDP.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { makeFilm, nextEvent } from '../e2e/servers/rtsp.ts';
import { startRtspServer, type RtspServer, type RtspServerOptions } from './rtsp.ts';

let folder: string;
let film: string;
let larger: string;
const running: RtspServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-rtsp-'));
  film = await makeFilm(join(folder, 'film.mp4'), { seconds: 3, gop: 10 });
  larger = await makeFilm(join(folder, 'larger.mp4'), {
    seconds: 2,
    gop: 10,
    width: 640,
    height: 360,
  });
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<RtspServerOptions> = {}): Promise<RtspServer> {
  const server = await startRtspServer({ mounts: { '/cam': [film] }, ...options });
  running.push(server);
  return server;
}

interface Reading {
  lines: string[];
  complaint: string;
}

/** What ffprobe reads in this many seconds of the stream. */
function read(
  url: string,
  seconds: number,
  transport = 'tcp',
  entries = 'packet=pts_time,flags',
): Promise<Reading> {
  const list = ['-v', 'error', '-rtsp_transport', transport, '-read_intervals', `%+${seconds}`];
  return new Promise((resolve) => {
    execFile(
      'ffprobe',
      [...list, '-show_entries', entries, '-of', 'csv=p=0', url],
      { timeout: 30_000 },
      (_, stdout, stderr) => {
        resolve({ lines: stdout.trim().split('\n').filter(Boolean), complaint: stderr });
      },
    );
  });
}
const times = ({ lines }: Reading) =>
  lines.map((line) => Number(line.split(',')[0])).filter(Number.isFinite);

// Each test has its own server and mostly waits for pictures in real time, so they run concurrently.
describe.concurrent('the RTSP server', () => {
  it.for(['tcp', 'udp'])(
    'plays endlessly over %s, with increasing times',
    async (transport, { expect }) => {
      const server = await start();
      const stamps = times(await read(`${server.url}/cam`, 7, transport));
      // The film is 3 s long: 7 s of it looped at least twice.
      expect(stamps.at(-1)! - stamps[0]!).toBeGreaterThan(5.5);
      const steps = stamps.slice(1).map((stamp, index) => stamp - stamps[index]!);
      expect(Math.min(...steps)).toBeGreaterThan(0);
      expect(Math.max(...steps)).toBeLessThan(0.6);
    },
  );

  it('starts a late client with a key frame', async ({ expect }) => {
    const server = await start();
    await read(`${server.url}/cam`, 1);
    const { lines } = await read(`${server.url}/cam`, 1);
    expect(lines[0]).toMatch(/K/);
  });

  it('plays H.265 as well', async ({ expect }) => {
    const file = await makeFilm(join(folder, 'film.h265'), { seconds: 2, codec: 'h265' });
    const server = await start({ mounts: { '/hevc': [file] } });
    const { lines } = await read(`${server.url}/hevc`, 1, 'tcp', 'stream=codec_name,width');
    expect(lines).toContain('hevc,320');
  });

  it.for(['basic', 'digest'] as const)(
    'accepts %s log-in, and refuses a wrong password with 401',
    async (method, { expect }) => {
      const server = await start({ auth: { user: 'viewer', password: 'p@ss/word', method } });
      const address = (password: string) =>
        `${server.url.replace('//', `//viewer:${encodeURIComponent(password)}@`)}/cam`;
      expect((await read(address('p@ss/word'), 1)).lines.length).toBeGreaterThan(0);
      const refused = await read(address('wrong'), 1);
      expect(refused.lines).toEqual([]);
      expect(refused.complaint).toContain('401');
    },
  );

  it('refuses TCP when configured for UDP only', async ({ expect }) => {
    const server = await start({ transports: ['udp'] });
    expect((await read(`${server.url}/cam`, 1, 'tcp')).complaint).toContain('461');
    expect((await read(`${server.url}/cam`, 1, 'udp')).lines.length).toBeGreaterThan(0);
  });

  it('changes the size of the picture half-way when its files differ', async ({ expect }) => {
    const server = await start({ mounts: { '/cam': [film, larger] }, clock: 'first-client' });
    const { lines } = await read(`${server.url}/cam`, 5, 'tcp', 'frame=width,height');
    const sizes = new Set(lines.map((line) => line.split(',').slice(0, 2).join('x')));
    expect(sizes).toEqual(new Set(['320x180', '640x360']));
  });

  it('stops sending but keeps the session during a stall, and plays again for the next client', async ({
    expect,
  }) => {
    const server = await start({ dropAfterMs: 800 });
    const stalled = nextEvent(server, 'stalled');
    const stuck = new AbortController();
    execFile(
      'ffprobe',
      ['-rtsp_transport', 'tcp', '-show_packets', `${server.url}/cam`],
      { signal: stuck.signal },
      () => undefined,
    );
    expect(await stalled).toEqual({ event: 'stalled', path: '/cam' });
    const gone = nextEvent(server, 'disconnected');
    stuck.abort();
    await gone;
    expect(times(await read(`${server.url}/cam`, 2)).length).toBeGreaterThan(12);
  });

  it('reports which client came, played and left', async ({ expect }) => {
    const server = await start();
    const seen: string[] = [];
    server.events.on('event', ({ event }) => seen.push(event));
    const gone = nextEvent(server, 'disconnected');
    await read(`${server.url}/cam`, 1);
    await gone;
    expect(seen).toEqual(['connected', 'playing', 'disconnected']);
  });

  it.for<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder, 'none.mp4'), /none\.mp4: no such file/],
    ['something that is not a film', () => import.meta.filename, /rtsp\.integration\.test\.ts: /],
  ])('does not start with %s, and says why', async ([, file, reason], { expect }) => {
    await expect(start({ mounts: { '/cam': [file()] } })).rejects.toThrow(reason);
  });
});
