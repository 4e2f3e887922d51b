// Where the package lies: the nearest folder upwards that holds this project's package.json. Files that are shipped
// as they are (scenes, scripts) are found from there, in the sources and in the build alike.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageName = 'fencewatch';
const packageSchema = z.object({ name: z.string().optional() });

export function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (isPackage(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no package.json of ${packageName} in any folder upwards`);
  return packageRoot(parent);
}

function isPackage(file: string): boolean {
  if (!existsSync(file)) return false;
  const parsed = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success && parsed.data.name === packageName;
}
