// The path of the public address, `/fencewatch` in `https://city.example/fencewatch/`. Takes the public address; returns the
// path, and removes it from request addresses: a proxy may keep it or strip it.

/** First path segments that dispatch uses itself. A base path that begins with one of them would be ambiguous. */
export const ownFirstParts = [
  'api',
  'metrics',
  'assets',
  'index.html',
  'favicon.svg',
  'manifest.webmanifest',
  'icons',
  'service-worker.js',
  // Pages of the dashboard.
  'cases',
  'wall',
  'cameras',
  'fences',
  'health',
  'account',
  'report',
  'desk',
  'supervision',
  'shifts',
  'reviews',
  'quality',
  'map',
  'people',
  'first-steps',
] as const;

export type BasePathFault = 'has-a-query' | 'is-our-own' | 'not-readable';

/** Empty at the root of a host; otherwise with a slash at the beginning and none at the end. */
export function basePathOf(publicUrl: string): string {
  const parts = new URL(publicUrl).pathname.split('/').filter((part) => part !== '');
  return parts.map((part) => `/${part}`).join('');
}

/** Without a slash at its end, because page addresses are appended to it. */
export function publicBaseOf(publicUrl: string): string {
  return `${new URL(publicUrl).origin}${basePathOf(publicUrl)}`;
}

/** Why this public address cannot work; null when it can. */
export function basePathFaultOf(publicUrl: string): BasePathFault | null {
  const { search, hash } = new URL(publicUrl);
  if (search !== '' || hash !== '') return 'has-a-query';
  const parts = basePathOf(publicUrl).split('/').map(decoded);
  if (parts.includes(null)) return 'not-readable';
  return ownFirstParts.some((own) => own === parts[1]) ? 'is-our-own' : null;
}

/** The request address as the routes expect it. If it does not begin with the path, a proxy has stripped it. */
export function createStripper(basePath: string): (url: string) => string {
  const wanted = basePath.split('/').map(decoded);
  if (basePath === '') return (url) => url;
  return (url) => {
    const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? [];
    const parts = path.split('/');
    // Proxies encode the same character in different ways: `%e5`, `%E5`, `~`, `%7E`.
    if (!wanted.every((part, at) => decoded(parts[at] ?? null) === part)) return url;
    return `/${parts.slice(wanted.length).join('/')}${query}`;
  };
}

/** Null if it is not valid text. */
function decoded(part: string | null): string | null {
  try {
    return part === null ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}
