// Small real films in the containers that cameras and recorders write, made by ffmpeg. Returns their bytes.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const formats = ['mp4', 'ts', 'mkv', 'h264'] as const;
export type FilmFormat = (typeof formats)[number];

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=96x64:rate=10:duration=2'];
const coder = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-bf',
  '0',
  '-g',
  '5',
  '-pix_fmt',
  'yuv420p',
];

export async function makeFilms(): Promise<Record<FilmFormat, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-fuzz-'));
  try {
    const films = await Promise.all(
      formats.map(async (format) => {
        const file = join(folder, `film.${format}`);
        await promisify(execFile)('ffmpeg', ['-y', '-v', 'error', ...picture, ...coder, file]);
        return [format, new Uint8Array(await readFile(file))] as const;
      }),
    );
    return Object.fromEntries(films) as Record<FilmFormat, Uint8Array>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
