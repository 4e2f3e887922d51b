// The path below which people reach dispatch, as `/fencewatch` in `https://city.example/fencewatch/`. Takes the public address;
// gives that path, and takes it off the addresses of requests: a proxy in front may leave it on or strip it.

/** First parts of addresses that are dispatch's own. Below one of them nobody could tell a stripped address from a whole one. */
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
  'fences',
  'health',
  'account',
  'report',
  'desk',
  'supervision',
  'shifts',
  'reviews',
] as const;

export type BasePathFault = 'has-a-query' | 'is-our-own' | 'not-readable';

/** Empty at the root of a host; else with a slash at its beginning and none at its end. */
export function basePathOf(publicUrl: string): string {
  const parts = new URL(publicUrl).pathname.split('/').filter((part) => part !== '');
  return parts.map((part) => `/${part}`).join('');
}

/** Without a slash at its end: addresses of pages are put behind it. */
export function publicBaseOf(publicUrl: string): string {
  return `${new URL(publicUrl).origin}${basePathOf(publicUrl)}`;
}

/** Why dispatch cannot be reached at this address; null when it can. */
export function basePathFaultOf(publicUrl: string): BasePathFault | null {
  const { search, hash } = new URL(publicUrl);
  if (search !== '' || hash !== '') return 'has-a-query';
  const parts = basePathOf(publicUrl).split('/').map(decoded);
  if (parts.includes(null)) return 'not-readable';
  return ownFirstParts.some((own) => own === parts[1]) ? 'is-our-own' : null;
}

/** The address of a request as dispatch's routes know it. What does not begin with the path was stripped on the way. */
export function createStripper(basePath: string): (url: string) => string {
  const wanted = basePath.split('/').map(decoded);
  if (basePath === '') return (url) => url;
  return (url) => {
    const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? [];
    const parts = path.split('/');
    // Proxies write the same letter in more than one way: `%e5`, `%E5`, `~`, `%7E`.
    if (!wanted.every((part, at) => decoded(parts[at] ?? null) === part)) return url;
    return `/${parts.slice(wanted.length).join('/')}${query}`;
  };
}

/** Null for what is not text. */
function decoded(part: string | null): string | null {
  try {
    return part === null ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}
