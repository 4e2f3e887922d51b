// How the service worker answers a request: from cache or network, and in which order. Pure.
export interface Asked {
  method: string;
  url: string;
  /** `navigate`: a page is opened. */
  mode: string;
}

/**
 * - `file`: its name contains a content hash, so the cached one is always right
 * - `page`: the cached one at once, and a fresh one for next time
 * - `picture`: a fresh one; the cached one when offline
 * - `pass`: not handled by the worker
 */
export type Way = 'file' | 'page' | 'picture' | 'pass';

const picture = /^api\/cases\/[^?]+\/(picture\.jpg|photos\/[0-9a-f]{64})(\?|$)/;

/** @param scope the path of the app, with a slash at its end */
export function wayOf({ method, url, mode }: Asked, scope: string): Way {
  if (method !== 'GET' || !url.startsWith(scope)) return 'pass';
  const path = url.slice(scope.length);
  if (/^(api|metrics)(\/|$)/.test(path)) return picture.test(path) ? 'picture' : 'pass';
  if (path.startsWith('assets/')) return 'file';
  return mode === 'navigate' ? 'page' : 'pass';
}
