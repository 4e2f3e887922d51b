// Finds the folder of a package: this one, with the data files that it ships, or an installed dependency. Works in the sources
// and in the build.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ownName = 'fencewatch';

interface Manifest {
  name?: unknown;
  version?: unknown;
}

/** The nearest folder upwards that is this package. */
export function packageRoot(from = import.meta.dirname): string {
  return rootAbove(from, ownName);
}

/** The folder of an installed dependency. Throws when it is not installed. */
export function dependencyRoot(name: string): string {
  return rootAbove(dirname(createRequire(import.meta.url).resolve(name)), name);
}

/** Name and version, e.g. `fencewatch 0.1.0`. */
export function packageName(): string {
  return `${ownName} ${String(manifestIn(packageRoot()).version)}`;
}

function rootAbove(folder: string, name: string): string {
  if (manifestIn(folder).name === name) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json of ${name} in any folder upwards`);
  return rootAbove(parent, name);
}

/** Empty when there is none: a manifest is part of the package, so its form is not checked. */
function manifestIn(folder: string): Manifest {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}
