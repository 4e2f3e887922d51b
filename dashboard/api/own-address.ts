// The base path of this dashboard on its host, when a proxy puts it below a path. Dispatch writes the path into the page. All
// requests use addresses from here; routes of the app are below the same path.

/** The part of `Document` that is used. */
interface PageHead {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/** Empty at the root of a host; else with a leading slash and no trailing one. */
export const basePath = basePathOf(globalThis.document);

/** The address of what dispatch serves at `path`, which begins with a slash: `/api/cases`. */
export function ownAddress(path: string): string {
  return `${basePath}${path}`;
}

/** The path in the page; empty where there is no page, as in a worker or in a test. */
export function basePathOf(page: PageHead | undefined): string {
  const text = page?.querySelector('meta[name="fencewatch-base"]')?.getAttribute('content') ?? '/';
  return text.replace(/\/+$/, '');
}

/** The address below the base path, when the app was opened by dispatch's own address; null when it is there already. */
export function pathBelow(base: string, pathname: string): string | null {
  const isBelow = `${pathname}/`.toLowerCase().startsWith(`${base}/`.toLowerCase());
  return isBelow ? null : `${base}${pathname}`;
}
