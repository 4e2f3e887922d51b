// Finds import cycles: a file that imports itself through others, if only for a type. Takes sources, returns each cycle as a list
// of paths.
import { importsOf, isProductFile, resolveImport, type SourceFile } from './source-file.ts';

export function findCycles(files: readonly SourceFile[]): string[][] {
  return cyclesIn(importGraph(files));
}

type Graph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly SourceFile[]): Graph {
  const product = files.filter(({ path }) => isProductFile(path));
  const known = new Set(product.map(({ path }) => path));
  return new Map(
    product.map((file) => {
      const targets = importsOf(file).map((specifier) => resolveImport(file.path, specifier));
      return [file.path, targets.filter((target) => target !== null && known.has(target))];
    }) as [string, string[]][],
  );
}

/** Depth first; an import of a file that is still open closes a cycle. */
function cyclesIn(graph: Graph): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) cycles.push([...way.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
