// The packages of package-lock.json with their licences. Takes the text of the file; returns one entry per package and version.
import { z } from 'zod';
import { correctedLicences } from './allowed.ts';

export interface LockedPackage {
  name: string;
  version: string;
  /** SPDX expression; null when the package names none. */
  licence: string | null;
  /** Development: used by builds and tests only. */
  use: 'product' | 'development';
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

export function parseLockfile(text: string): LockedPackage[] {
  const { packages } = lockSchema.parse(JSON.parse(text));
  const found = new Map<string, LockedPackage>();
  for (const [path, { name = nameOf(path), version = '', license, dev }] of Object.entries(
    packages,
  )) {
    if (path === '') continue;
    const key = `${name}@${version}`;
    const use = dev === true ? 'development' : 'product';
    const licence = correctedLicences[key]?.licence ?? license ?? null;
    // One package may be installed in several places.
    if (found.get(key)?.use !== 'product') found.set(key, { name, version, licence, use });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `@img/colour` for `node_modules/sharp/node_modules/@img/colour`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
