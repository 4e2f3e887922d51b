// The check in scripts/bootstrap.sh for an outdated build must cover every file that the build reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, readSources, repositoryRoot, resolveImport } from './source-file.ts';

function signedFolders(): string[] {
  const script = readFileSync(join(repositoryRoot, 'scripts/bootstrap.sh'), 'utf8');
  return (/^readonly SOURCE_FOLDERS="([^"]+)"/m.exec(script)?.[1] ?? '').split(' ');
}

it('a build is repeated when any of its input files has changed', () => {
  const folders = signedFolders();
  expect(folders).toContain('cli');
  const isSigned = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  const built = readSources(repositoryRoot).filter(
    ({ path }) => isSigned(path) && !/\.test\.tsx?$|\/testing\//.test(path),
  );
  expect(built.length).toBeGreaterThan(100);
  const missing = built.flatMap((file) =>
    importsOf(file)
      .map((name) => resolveImport(file.path, name))
      .filter((path): path is string => path !== null && !isSigned(path))
      .map((path) => `${file.path} → ${path}`),
  );
  expect(missing).toEqual([]);
});
