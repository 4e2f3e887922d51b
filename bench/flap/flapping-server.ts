// A server of many cameras that goes down and comes back, all cameras at once. Takes the number and the duration; returns their
// addresses, and switches when it is time.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startRtspServer, type RtspServer } from '../../simulator/rtsp.ts';

export interface FlapTimes {
  /** About how long the server is up, and then down. */
  upMs?: number;
  awayMs?: number;
}

export interface FlappingServer {
  readonly url: string;
  readonly paths: readonly string[];
  /** Goes down or comes back when it is time. */
  turn(): Promise<void>;
  /** Comes back and stays up. */
  stay(): Promise<void>;
  kills(): number;
  stop(): Promise<void>;
}

export async function startFlapping(
  film: string,
  options: FlapTimes & { cameras: number },
): Promise<FlappingServer> {
  const { upMs = 20_000, awayMs = 5000 } = options;
  const paths = Array.from({ length: options.cameras }, (_, n) => `/camera-${n + 1}`);
  const mounts = Object.fromEntries(paths.map((path) => [path, [film]]));
  const first = await startRtspServer({ mounts });
  const { port, url } = first;
  let server: RtspServer | null = first;
  let turnedAt = performance.now();
  let kills = 0;
  const come = async () => {
    server ??= await startRtspServer({ mounts, port });
  };
  return {
    url,
    paths,
    kills: () => kills,
    stay: come,
    turn: async () => {
      if (performance.now() - turnedAt < (server ? upMs : awayMs)) return;
      if (server) {
        await server.stop();
        server = null;
        kills += 1;
      } else await come();
      turnedAt = performance.now();
    },
    stop: async () => server?.stop(),
  };
}

export async function drawFilm(file: string): Promise<string> {
  await promisify(execFile)('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=320x180:rate=10:duration=20',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-bf',
    '0',
    '-g',
    '10',
    '-pix_fmt',
    'yuv420p',
    file,
  ]);
  return file;
}
