// The sources of the repository for the checks: path, text, and imports. Takes the repository's root; returns files in order of
// their paths.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

export interface SourceFile {
  /** Relative to the repository's root, with forward slashes. */
  path: string;
  text: string;
}

const neverEntered = new Set(['node_modules', 'dist', '.git', '.cache', '.tools', 'var']);

/** Paths of all files below `folder` that end with one of `endings`. */
export function listFiles(root: string, folder: string, endings: readonly string[]): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory())
        return neverEntered.has(entry.name) ? [] : listFiles(root, path, endings);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
    })
    .sort();
}

export function readSources(root: string, folder = '.'): SourceFile[] {
  return listFiles(root, folder, ['.ts', '.tsx']).map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
}

/** Tests, their helpers and tool configuration are not product code and may import more. */
export function isProductFile(path: string): boolean {
  return !/\.test\.tsx?$|(^|\/)testing\/|\.config\.ts$/.test(path);
}

/** All imports of a file as written, types and dynamic imports too. */
export function importsOf(file: SourceFile): string[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName);
}

const typeOnly =
  /\b(?:import|export)\s+type\s+(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s*['"][^'"]+['"]/g;

/** The imports of a file at run time, without types. */
export function loadedImportsOf(file: SourceFile): string[] {
  return importsOf({ path: file.path, text: file.text.replaceAll(typeOnly, '') });
}

/** The repository path of a relative import of `file`, null for a package. */
export function resolveImport(file: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null;
}

/** `zod` for `zod/v4`, `@fastify/static` for `@fastify/static`, `node:fs` for `node:fs/promises`. */
export function packageOf(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}
