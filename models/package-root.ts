// Finds the folder of an installed package: this project's own, with its data files, from source or from the build, and the
// packages that a model is built from.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of this project. */
export function projectRoot(): string {
  return rootAbove(import.meta.dirname, 'fencewatch');
}

/** The folder of an installed dependency. Throws when it is not installed. */
export function dependencyRoot(name: string): string {
  return rootAbove(dirname(createRequire(import.meta.url).resolve(name)), name);
}

function rootAbove(folder: string, name: string): string {
  if (packageNameIn(folder) === name) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`expected a package.json of ${name}, came none`);
  return rootAbove(parent, name);
}

function packageNameIn(folder: string): unknown {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name;
}
