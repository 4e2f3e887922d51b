// How the service worker answers a request: from where, in which order. Pure.
export interface Asked {
  method: string;
  url: string;
  /** `navigate`: a page is opened. */
  mode: string;
}

/**
 * - `file`: named after its content; what is kept is right for ever
 * - `page`: what is kept at once, and a fresh one for the next time
 * - `picture`: a fresh one; what is kept when there is no line
 * - `pass`: none of the worker's business
 */
export type Way = 'file' | 'page' | 'picture' | 'pass';

const picture = /^api\/cases\/[^?]+\/(picture\.jpg|photos\/[0-9a-f]{64})(\?|$)/;

/** @param scope where the app lives, with a slash at its end */
export function wayOf({ method, url, mode }: Asked, scope: string): Way {
  if (method !== 'GET' || !url.startsWith(scope)) return 'pass';
  const path = url.slice(scope.length);
  if (/^(api|metrics)(\/|$)/.test(path)) return picture.test(path) ? 'picture' : 'pass';
  if (path.startsWith('assets/')) return 'file';
  return mode === 'navigate' ? 'page' : 'pass';
}
