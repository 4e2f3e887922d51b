// The sources of the repository as the checks see them: path, text, and what each imports.
// Takes the repository's root; gives files in order of their paths.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  path: string;
  text: string;
}

const neverEntered = new Set(['node_modules', 'dist', '.git', '.cache', '.tools', 'var']);

/** Paths of all files below `folder` whose name ends with one of `endings`. */
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

/** Tests, their helpers and tool configuration are no part of the product and may reach further. */
export function isProductFile(path: string): boolean {
  return !/\.test\.tsx?$|(^|\/)testing\/|\.config\.ts$/.test(path);
}

/** What a file imports, types and dynamic imports too, as written. */
export function importsOf(file: SourceFile): string[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName);
}

const typeOnly =
  /\b(?:import|export)\s+type\s+(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s*['"][^'"]+['"]/g;

/** What a file imports when it runs: types are gone by then. */
export function loadedImportsOf(file: SourceFile): string[] {
  return importsOf({ path: file.path, text: file.text.replaceAll(typeOnly, '') });
}

/** The path in the repository that a relative import of `file` leads to, null for a package. */
export function resolveImport(file: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null;
}

/** `zod` of `zod/v4`, `@fastify/static` of `@fastify/static`, `node:fs` of `node:fs/promises`. */
export function packageOf(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}
