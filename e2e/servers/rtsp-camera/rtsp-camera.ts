// An RTSP server for tests that behaves like cameras and recorders in the field, including bad ones: any codec, transport, log-in
// and time stamps, and deliberate faults. Takes a film and options; returns an address. Loopback only.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { serveClient } from './client.ts';
import type { RtspCameraOptions } from './camera-options.ts';
import { createLogIn } from './log-in.ts';
import { createPlayer } from './player.ts';

export type { RtspCameraOptions } from './camera-options.ts';

export interface RtspCamera {
  readonly port: number;
  /** @param logIn as in the address, such as `user:secret` */
  url(logIn?: string): string;
  /** How often a client has started to play. */
  plays(): number;
  wrongTries(): number;
  stop(): Promise<void>;
}

export async function startRtspCamera(options: RtspCameraOptions): Promise<RtspCamera> {
  const now = () => performance.now();
  const player = createPlayer({ ...options, now });
  const logIn = options.logIn ? createLogIn(options.logIn, now) : null;
  const random = createRandom(7);
  const sockets = new Set<Socket>();
  let plays = 0;
  const onPlay = () => {
    plays += 1;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveClient(socket, { options, player, logIn, random, now, onPlay });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (log) => `rtsp://${log === undefined ? '' : `${log}@`}127.0.0.1:${port}/cam`,
    plays: () => plays,
    wrongTries: () => logIn?.wrongTries() ?? 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Deterministic, so that every run loses the same packets (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
