// The code that a responder's phone loads at the start: the start of the app and both responder pages, with all imports. One
// compressed file is a tenth smaller than forty, and one request on a slow line. Pure.
const begins = /\/dashboard\/(main|cases\/cases-page|cases\/detail\/case-detail-page)\.tsx$/;

/** The start imports the contracts through one file, but uses none of these modules. */
const later =
  /\/contracts\/(map-[a-z]+|camera-(setup|poll|takers|import)|numbers|hand-over|duty-api|duty-plan|channel-api|review|quality|user-api|people-setup)\.ts$/;

/** Module data from the bundler. */
export interface ModuleGraph {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
}

/** Follows static imports, not dynamic ones. */
export function isOfStart(id: string, graph: ModuleGraph): boolean {
  if (later.test(id)) return false;
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (begins.test(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(graph.getModuleInfo(next)?.importers ?? []));
  }
  return false;
}
