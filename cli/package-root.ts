// Finds the package: the nearest folder upwards with this project's package.json. Data files that are shipped (scenes, scripts)
// are found from there, both in the sources and in the build.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ownName = 'fencewatch';
const versionSchema = z.object({ version: z.string() });
const packageSchema = z.object({ name: z.string().optional() });

export function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (isPackage(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no package.json of ${ownName} in any folder upwards`);
  return packageRoot(parent);
}

/** Name and version, e.g. `fencewatch 0.1.0`. */
export function packageName(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return `${ownName} ${versionSchema.parse(JSON.parse(text)).version}`;
}

function isPackage(file: string): boolean {
  if (!existsSync(file)) return false;
  const parsed = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success && parsed.data.name === ownName;
}
