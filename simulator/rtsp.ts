// Starts the simulator's RTSP server (rtsp-server.py, GStreamer) as a child process. Takes the files to play at each path;
// returns its address, its events and a function to stop it. The child always ends with its parent.
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export type RtspTransport = 'tcp' | 'udp';

/** A stall: the server stops sending, but keeps the session. */
export interface RtspStall {
  /** A stall: stop sending this long after a client came, but keep its session. */
  dropAfterMs?: number;
  /** How many clients are stalled: 1 when absent, 0 for all. */
  dropTimes?: number;
}

export interface RtspServerOptions extends RtspStall {
  /** Maps a path of the address (`/street`) to the files that play there one after another, all with one codec. */
  mounts: Readonly<Record<string, readonly string[]>>;
  host?: string;
  /** A free one when absent or 0. */
  port?: number;
  transports?: readonly RtspTransport[];
  auth?: { user: string; password: string; method?: 'basic' | 'digest' };
  /** Loops at the end; true when absent. */
  loop?: boolean;
  /** When the clock of a mount starts: at once (default), or when its first client comes. */
  clock?: 'server' | 'first-client';
  python?: string;
}

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), port: z.number().int() }),
  z.object({ event: z.literal('failed'), reason: z.string() }),
  z.object({ event: z.literal('connected'), address: z.string() }),
  z.object({ event: z.literal('playing'), path: z.string() }),
  z.object({ event: z.literal('stalled'), path: z.string() }),
  z.object({ event: z.literal('disconnected'), address: z.string() }),
]);
export type RtspEvent = z.infer<typeof eventSchema>;

export interface RtspServer {
  /** `rtsp://host:port`, without a path and without credentials. */
  readonly url: string;
  readonly port: number;
  /** Emits `event` for each client that connects, plays, is stalled or leaves. */
  readonly events: EventEmitter<{ event: [RtspEvent] }>;
  stop(): Promise<void>;
}

/** Resolves when the server listens; rejects with the reason when it cannot. */
export async function startRtspServer(options: RtspServerOptions): Promise<RtspServer> {
  const child = spawn(
    options.python ?? '/usr/bin/python3',
    [scriptPath(), ...rtspArguments(options)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...credentials(options) },
    },
  );
  const events = new EventEmitter<{ event: [RtspEvent] }>();
  const { port } = await ready(child, events);
  const host = options.host ?? '127.0.0.1';
  return { url: `rtsp://${host}:${port}`, port, events, stop: () => stop(child) };
}

/** The script's command line. Credentials are passed in the environment instead. */
export function rtspArguments(options: RtspServerOptions): string[] {
  const mounts = Object.entries(options.mounts).flatMap(([path, files]) => [
    '--mount',
    `${path.startsWith('/') ? path : `/${path}`}=${files.join(',')}`,
  ]);
  return [
    ...mounts,
    '--host',
    options.host ?? '127.0.0.1',
    '--port',
    String(options.port ?? 0),
    '--transports',
    (options.transports ?? ['tcp', 'udp']).join(','),
    '--auth',
    options.auth?.method ?? 'digest',
    '--clock',
    options.clock ?? 'server',
    ...(options.loop === false ? ['--no-loop'] : []),
    ...(options.dropAfterMs === undefined
      ? []
      : ['--drop-after', String(options.dropAfterMs / 1000)]),
    '--drop-times',
    String(options.dropTimes ?? 1),
  ];
}

/** The script is next to this file in the sources, and one folder up in the build. */
function scriptPath(): string {
  const places = ['./rtsp-server.py', '../../simulator/rtsp-server.py'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`rtsp-server.py is missing: looked at ${places.join(', ')}`);
  return found;
}

function credentials({ auth }: RtspServerOptions): Record<string, string> {
  if (!auth) return { FENCEWATCH_RTSP_USER: '', FENCEWATCH_RTSP_PASSWORD: '' };
  return { FENCEWATCH_RTSP_USER: auth.user, FENCEWATCH_RTSP_PASSWORD: auth.password };
}

function ready(
  child: ChildProcess,
  events: EventEmitter<{ event: [RtspEvent] }>,
): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    const complaints: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(`the RTSP server ended with code ${code ?? 'none'}: ${complaints.join('')}`),
      );
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = eventSchema.parse(JSON.parse(line));
      if (event.event === 'ready') resolve({ port: event.port });
      else if (event.event === 'failed') reject(new Error(`the RTSP server: ${event.reason}`));
      else events.emit('event', event);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}
