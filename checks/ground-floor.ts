// What exists once in host/ and must not be written again elsewhere: a back-off, an atomic file write, a clock type, a search for
// the package folder. Takes a source file; returns the repetitions, in words. Tests and their helpers are exempt.
import { isProductFile, type SourceFile } from './source-file.ts';

interface Repeat {
  found: (text: string) => boolean;
  instead: string;
  /** Exempt files, each with its reason. */
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
    // It moves a lock file aside, and writes no data.
    allowed: ['models/folder-lock.ts'],
  },
  {
    found: (text) => /\b(interface|type) Clock\b(?!\s*[,}])/.test(text),
    instead: 'use the Clock of host/clock.ts',
    // The clock of a page in a browser.
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
