// Where this dashboard lives on its host: below a path, when a proxy puts it there. Dispatch writes the path into the page
// that it serves. Everything that is asked for gets its address here; routes of the app are below the same path.

/** What is asked of a `Document`. */
interface PageHead {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/** Empty at the root of a host; else with a slash at its beginning and none at its end. */
export const basePath = basePathOf(globalThis.document);

/** The address of what dispatch serves at `path`, which begins with a slash: `/api/cases`. */
export function ownAddress(path: string): string {
  return `${basePath}${path}`;
}

/** What the page says; empty where there is no page, as in a worker or in a test. */
export function basePathOf(page: PageHead | undefined): string {
  const text = page?.querySelector('meta[name="fencewatch-base"]')?.getAttribute('content') ?? '/';
  return text.replace(/\/+$/, '');
}

/** Where the app has to go to be below its path, when it was opened by dispatch's own address; null when it is there. */
export function pathBelow(base: string, pathname: string): string | null {
  const isBelow = `${pathname}/`.toLowerCase().startsWith(`${base}/`.toLowerCase());
  return isBelow ? null : `${base}${pathname}`;
}
