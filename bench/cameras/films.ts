// The films of the bench: simulator scenes at 1080p, encoded like a camera's stream: H.264, 25 pictures and 4 Mbit per second, a
// key frame every 50 pictures. Takes scene names or files; returns files, rendered once and cached in .cache.
import { execFile } from 'node:child_process';
import { access, mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describeFaults } from '../../contracts/index.ts';
import { packageRoot } from '../../host/package-root.ts';
import { cachedFilm, filmName } from '../../simulator/film-cache.ts';
import { loadScene } from '../../simulator/scene-file.ts';

export interface Film {
  readonly name: string;
  readonly file: string;
}

export const sceneNames = ['busy', 'quiet'] as const;

export interface FilmOptions {
  say: (line: string) => void;
  /** The cache folder; `.cache/cameras` of the package when absent. */
  folder?: string;
}

/** @param mix scene names, or paths of films */
export async function filmsOf(mix: readonly string[], options: FilmOptions): Promise<Film[]> {
  const films: Film[] = [];
  for (const one of mix)
    films.push(
      isScene(one) ? { name: one, file: await sceneFilm(one, options) } : await fileFilm(one),
    );
  return films;
}

function isScene(name: string): boolean {
  return sceneNames.some((one) => one === name);
}

async function fileFilm(file: string): Promise<Film> {
  await access(file);
  return { name: basename(file), file };
}

async function sceneFilm(
  name: string,
  { say, folder = join(packageRoot(), '.cache', 'cameras') }: FilmOptions,
): Promise<string> {
  const path = join(packageRoot(), 'bench', 'cameras', 'scenes', `${name}.yaml`);
  const loaded = await loadScene(path);
  if (!loaded.ok) throw new Error(`${path}: ${describeFaults(loaded.faults)}`);
  const file = join(folder, `4mbit-${filmName(loaded)}`);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return file;
  say(`drawing the film ${name}, once: about a minute`);
  await mkdir(folder, { recursive: true });
  const drawn = await cachedFilm(loaded, { folder });
  await encodeAsCamera(drawn.file, file);
  return file;
}

/** Cameras use their full rate even when little happens. */
export async function encodeAsCamera(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}.part.mp4`;
  await promisify(execFile)('ffmpeg', [
    '-y',
    '-v',
    'error',
    '-i',
    from,
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-threads',
    '2',
    '-b:v',
    '4M',
    '-minrate',
    '4M',
    '-maxrate',
    '4M',
    '-bufsize',
    '4M',
    '-nal-hrd',
    'cbr',
    '-bf',
    '0',
    '-g',
    '50',
    '-keyint_min',
    '50',
    '-sc_threshold',
    '0',
    '-flags',
    '+cgop',
    unfinished,
  ]);
  await rename(unfinished, to);
}
