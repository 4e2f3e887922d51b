// Caches rendered films between runs. The key is the hash of the scene and of the generator's version, so an edited scene or a
// newer generator never gets an old film.
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { renderFilm, type EncodeOptions } from './render/encode.ts';
import type { NamedScene } from './scene-file.ts';

/** Increase it with every change of a scene's look. */
export const generatorVersion = 2;

export interface FilmCacheOptions extends EncodeOptions {
  folder: string;
}

/** The film's path; renders the film first when it is not cached. */
export async function cachedFilm(
  named: NamedScene,
  { folder, ...options }: FilmCacheOptions,
): Promise<{ file: string; isFresh: boolean }> {
  const file = join(folder, filmName(named));
  if (await exists(file)) return { file, isFresh: false };
  await renderFilm(named.scene, file, options);
  return { file, isFresh: true };
}

export function filmName({ name, scene }: NamedScene, version = generatorVersion): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([version, scene]))
    .digest('hex');
  return `${name}-${hash.slice(0, 16)}.mp4`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
