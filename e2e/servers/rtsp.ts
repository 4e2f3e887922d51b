// A real RTSP server for tests, on a free port, which plays files like a camera. It can also create small test films: `makeFilm`
// renders a moving pattern with ffmpeg.
import { once } from 'node:events';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RtspEvent, RtspServer } from '../../simulator/rtsp.ts';

export { startRtspServer as startRtsp } from '../../simulator/rtsp.ts';
export type { RtspEvent, RtspServer, RtspServerOptions } from '../../simulator/rtsp.ts';

export interface Film {
  seconds: number;
  width?: number;
  height?: number;
  fps?: number;
  /** GOP length in pictures. */
  gop?: number;
  codec?: 'h264' | 'h265';
}

/** Writes a film to `file` (mp4, or elementary when it ends in .h264 or .h265). */
export async function makeFilm(file: string, film: Film): Promise<string> {
  const { width = 320, height = 180, fps = 10, codec = 'h264', seconds } = film;
  const gop = String(film.gop ?? fps * 2);
  const encoder =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-sc_threshold', '0', '-bf', '0']
      : ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:bframes=0'];
  await promisify(execFile)('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${width}x${height}:rate=${fps}:duration=${seconds}`,
    ...encoder,
    '-g',
    gop,
    '-keyint_min',
    gop,
    '-pix_fmt',
    'yuv420p',
    file,
  ]);
  return file;
}

/** Waits until the server reports an event of this name. */
export async function nextEvent<Name extends RtspEvent['event']>(
  server: RtspServer,
  name: Name,
): Promise<Extract<RtspEvent, { event: Name }>> {
  for (;;) {
    const [event] = (await once(server.events, 'event')) as [RtspEvent];
    if (isNamed(event, name)) return event;
  }
}

function isNamed<Name extends RtspEvent['event']>(
  event: RtspEvent,
  name: Name,
): event is Extract<RtspEvent, { event: Name }> {
  return event.event === name;
}
