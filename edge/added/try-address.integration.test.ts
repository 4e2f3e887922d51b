// An edge tries addresses of real servers: wrong and right passwords, a server that accepts and stays silent, an unusable codec, and an
// abort during the try.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AskedTry } from '../../contracts/index.ts';
import { makeFilm, startRtsp, type RtspServer } from '../../e2e/servers/rtsp.ts';
import { systemClock } from '../../host/clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { tryAddress } from './try-address.ts';

const undo: (() => unknown)[] = [];
let camera: RtspServer;
beforeAll(async () => {
  const folder = await temporaryFolder((remove) => undo.push(remove));
  const film = join(folder, 'film.mp4');
  await makeFilm(film, { seconds: 20, gop: 10 });
  const auth = { user: 'watch', password: 'right: pass@1' };
  camera = await startRtsp({ mounts: { '/cam': [film] }, auth });
  undo.push(() => camera.stop());
}, 60_000);
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

async function open(source: string, change: Partial<AskedTry> = {}, signal?: AbortSignal) {
  const asked = { id: 'a-try-of-this-test', source, transport: 'tcp' as const, ...change };
  const ending = signal ?? new AbortController().signal;
  const startedMs = performance.now();
  const answer = await tryAddress(asked, { clock: systemClock, signal: ending });
  return { ...answer, tookMs: performance.now() - startedMs };
}

const withLogIn = (user: string, password: string) =>
  `rtsp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${camera.port}/cam`;

it.each([
  ['a wrong password', 'watch', 'wrong-geheim'],
  ['an unknown user', 'nobody', 'right: pass@1'],
])(
  'calls %s a refused log-in, and does not repeat it',
  async (_, user, password) => {
    const { result, picture } = await open(withLogIn(user, password));
    expect(result).toMatchObject({ outcome: 'fault', fault: 'login-refused' });
    expect(picture).toBe(null);
    for (const text of [password, encodeURIComponent(password)])
      expect(JSON.stringify(result)).not.toContain(text);
  },
  30_000,
);

it('reports a missing log-in as refused', async () => {
  const { result } = await open(`${camera.url}/cam`);
  expect(result).toMatchObject({ outcome: 'fault', fault: 'login-refused' });
}, 30_000);

it('returns a picture with the right log-in, also with reserved characters in it', async () => {
  const { result, picture } = await open(withLogIn('watch', 'right: pass@1'));
  expect(result).toMatchObject({ outcome: 'picture', codec: 'h264', width: 320, height: 180 });
  expect(
    Buffer.from(picture ?? '', 'base64')
      .subarray(0, 3)
      .toString('hex'),
  ).toBe('ffd8ff');
}, 40_000);

async function silentServer(): Promise<{ url: string; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // Read the bytes: unread ones would hide that the other side has disconnected.
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/cam`, sockets };
}

it('gives up on a server that accepts and stays silent, and disconnects', async () => {
  const { url, sockets } = await silentServer();
  const { result, tookMs } = await open(url);
  expect(result).toMatchObject({ outcome: 'fault', fault: 'no-answer' });
  expect(tookMs).toBeGreaterThan(5000);
  expect(tookMs).toBeLessThan(25_000);
  await expect.poll(() => sockets.size, { timeout: 10_000 }).toBe(0);
}, 60_000);

it('ends at once when the edge stops', async () => {
  const { url } = await silentServer();
  const ending = new AbortController();
  setTimeout(() => {
    ending.abort();
  }, 500);
  const { tookMs } = await open(url, {}, ending.signal);
  expect(tookMs).toBeLessThan(5000);
}, 30_000);

/** GStreamer's own server with a test picture in VP8. It ends with its standard input. */
const vp8Server = `
import gi, sys, threading
gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
server = GstRtspServer.RTSPServer(); server.set_address('127.0.0.1'); server.set_service('0')
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch('( videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=10/1 '
  '! vp8enc deadline=1 keyframe-max-dist=10 ! rtpvp8pay name=pay0 pt=96 )')
factory.set_shared(True)
server.get_mount_points().add_factory('/cam', factory); server.attach(None)
loop = GLib.MainLoop()
threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
print(server.get_bound_port(), flush=True)
loop.run()
`;

it('names an unusable codec', async () => {
  const child = spawn('/usr/bin/python3', ['-c', vp8Server], { stdio: ['pipe', 'pipe', 'ignore'] });
  undo.push(() => child.kill('SIGKILL'));
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { result, picture } = await open(`rtsp://127.0.0.1:${port}/cam`);
  expect(result).toMatchObject({ outcome: 'fault', fault: 'unsupported-codec', codec: 'vp8' });
  expect(picture).toBe(null);
}, 60_000);
