// Pictures for tests: painted ones, and frames of recorded clips outside the repository, which may be missing.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../models/index.ts';
import type { Picture } from '../frame.ts';

export type Colour = readonly [number, number, number];
export interface Patch {
  left: number;
  top: number;
  width: number;
  height: number;
  colour: Colour;
}

/** Grey with coloured patches, in pixels. */
export function paint(width: number, height: number, patches: readonly Patch[] = []): Picture {
  const rgb = new Uint8Array(width * height * 3).fill(128);
  for (const patch of patches)
    for (let y = patch.top; y < patch.top + patch.height; y++)
      for (let x = patch.left; x < patch.left + patch.width; x++)
        rgb.set(patch.colour, (y * width + x) * 3);
  return { width, height, rgb };
}

/** A folder with optional test material; prints a warning when it is missing. */
export function sharedFolder(name: 'footage' | 'models'): string | undefined {
  const folder = join(packageRoot(), '..', 'shared', name);
  if (existsSync(folder)) return folder;
  process.stderr.write(`\n*** SKIPPED: no ${folder}: the tests that need it have NOT run ***\n\n`);
  return undefined;
}

/** One frame of a clip, scaled. */
export async function frameOf(clip: {
  file: string;
  atSeconds: number;
  width: number;
  height: number;
}): Promise<Picture> {
  const { file, atSeconds, width, height } = clip;
  const input = ['-v', 'error', '-ss', String(atSeconds), '-i', file, '-frames:v', '1'];
  const output = ['-vf', `scale=${width}:${height}`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const { stdout } = await promisify(execFile)('ffmpeg', [...input, ...output], {
    encoding: 'buffer',
    maxBuffer: width * height * 3 + 1024,
  });
  return { width, height, rgb: new Uint8Array(stdout) };
}
