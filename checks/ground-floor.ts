// What host/ has once and other folders must not write again by hand: a back-off, an atomic file write, a clock type, a search for
// the folder of the package. Takes a source file; gives what it repeats, in words. Tests and their helpers may.
import { isProductFile, type SourceFile } from './source-file.ts';

interface Repeat {
  found: (text: string) => boolean;
  instead: string;
  /** Files that may, each for the reason beside it. */
  allowed: readonly string[];
}

const repeats: readonly Repeat[] = [
  {
    found: (text) => /Math\.min\([^;]*\* 2 \*\* /.test(text),
    instead: 'use host/back-off.ts for a delay that doubles',
    allowed: [],
  },
  {
    found: (text) => importsAll(text, 'rename', /\b(writeFile|open)\b/),
    instead: 'use host/whole-file.ts to write a file atomically',
    // A lock that is moved aside, not a file that is written.
    allowed: ['models/folder-lock.ts'],
  },
  {
    found: (text) => /\b(interface|type) Clock\b(?!\s*[,}])/.test(text),
    instead: 'use the Clock of host/clock.ts',
    // The time that a page in a browser shows.
    allowed: ['dashboard/time/clock.tsx'],
  },
  {
    found: (text) => /existsSync/.test(text) && /'package\.json'/.test(text),
    instead: 'use host/package-root.ts to find the package',
    allowed: [],
  },
];

export function repeatsIn({ path, text }: SourceFile): string[] {
  if (path.startsWith('host/') || !isProductFile(path)) return [];
  return repeats
    .filter(({ found, allowed }) => !allowed.includes(path) && found(text))
    .map(({ instead }) => `${path}: ${instead}`);
}

/** Whether the file imports both from node:fs/promises. */
function importsAll(text: string, one: string, other: RegExp): boolean {
  const names = /import \{([^}]*)\} from 'node:fs\/promises'/.exec(text)?.[1] ?? '';
  return names.split(',').some((name) => name.trim() === one) && other.test(names);
}
