// Which file the trial's process runs. The build runs its own. From the sources, as in tests, an up-to-date build is used because
// it starts in a second, else the sources. Returns arguments for Node.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../models/index.ts';

/** The sources of the trial's process. */
const sourceFolders = ['cli/trial', 'contracts', 'detectors', 'models'];

export function programWords(): string[] {
  if (!import.meta.url.endsWith('.ts')) return [here('./trial-process.js')];
  const root = packageRoot();
  const built = join(root, 'dist', 'cli', 'trial', 'trial-process.js');
  if (isFresh(built, root)) return [built];
  // Node 20 does not run TypeScript by itself.
  const loader = new URL('../../scripts/run-typescript.mjs', import.meta.url).href;
  return ['--import', loader, here('./trial-process.ts')];
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** Whether a built file exists and is newer than all sources. Tests do not count: they are not built. */
export function isFresh(built: string, root: string): boolean {
  const writtenAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (writtenAt === undefined) return false;
  return sourceFolders
    .flatMap((folder) => sourcesIn(join(root, folder)))
    .every((file) => statSync(file).mtimeMs <= writtenAt);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(path))
    .map((path) => join(folder, path));
}
