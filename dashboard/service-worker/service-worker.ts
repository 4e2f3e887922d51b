// The service worker: opens the app offline, keeps viewed pictures, shows push notifications and opens their cases. Built as a
// file of its own at the root of the app.
import { pathOf, readPush, type PushMessage } from './push-message.ts';
import type {
  ClickEvent,
  FetchEvent,
  LastingEvent,
  MessageEvent,
  PushEvent,
  WorkerScope,
} from './worker-scope.ts';
import { wayOf } from './way-of.ts';

const scope = globalThis as unknown as WorkerScope;
const fileCache = 'fencewatch-files';
/** Deleted at log-out by the app. */
const pictureCache = 'fencewatch-pictures';
const mostKept = { [fileCache]: 120, [pictureCache]: 150 };
const home = () => scope.registration.scope;

scope.addEventListener('install', (event: LastingEvent) => {
  event.waitUntil(Promise.all([freshPage(), scope.skipWaiting()]));
});
scope.addEventListener('activate', (event: LastingEvent) => {
  event.waitUntil(scope.clients.claim());
});

scope.addEventListener('fetch', (event: FetchEvent) => {
  const { request } = event;
  const way = wayOf(request, home());
  if (way === 'file') event.respondWith(keptFile(request));
  if (way === 'picture') event.respondWith(picture(request));
  if (way === 'page') {
    const fresh = freshPage();
    event.waitUntil(fresh.catch(() => undefined));
    event.respondWith(keptPage(fresh));
  }
});

/** The page sends the list of its files, because they were loaded before the worker was active. */
scope.addEventListener('message', (event: MessageEvent) => {
  const { keep } = event.data as { keep?: unknown };
  if (Array.isArray(keep)) event.waitUntil(keepFiles(keep.map(String)));
});

scope.addEventListener('push', (event: PushEvent) => {
  event.waitUntil(ring(readPush(event.data?.text() ?? null)));
});
scope.addEventListener('notificationclick', (event: ClickEvent) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data as PushMessage));
});

async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(fileCache);
  const kept = await cache.match(request.url);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(fileCache, request.url, response.clone());
  return response;
}

async function keptPage(fresh: Promise<Response>): Promise<Response> {
  const kept = await (await caches.open(fileCache)).match(home());
  return kept ?? fresh;
}

/** All addresses of the app are the same page. */
async function freshPage(): Promise<Response> {
  const response = await fetch(home(), { headers: { accept: 'text/html' }, cache: 'no-cache' });
  const isPage = response.headers.get('content-type')?.includes('text/html') ?? false;
  if (response.ok && isPage && !response.redirected) {
    await keepFilesOf(await response.clone().text());
    await keep(fileCache, home(), response.clone());
  }
  return response;
}

/** Its files are kept before the page itself: half a release does not start. */
async function keepFilesOf(page: string): Promise<void> {
  const named = [...page.matchAll(/(?:src|href)="([^"]*\/assets\/[^"]+)"/g)];
  await keepFiles(named.map(([, address = '']) => new URL(address, home()).href));
}

async function keepFiles(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(fileCache);
  for (const url of urls) {
    if (wayOf({ method: 'GET', url, mode: 'cors' }, home()) !== 'file') continue;
    if ((await cache.match(url)) !== undefined) continue;
    const response = await fetch(url);
    if (response.ok) await keep(fileCache, url, response);
  }
}

async function picture(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) await keep(pictureCache, request.url, response.clone());
    return response;
  } catch (error) {
    const kept = await (await caches.open(pictureCache)).match(request.url);
    if (kept !== undefined) return kept;
    throw error;
  }
}

/** A phone without room goes on without keeping it. Above the limit the oldest are removed. */
async function keep(name: keyof typeof mostKept, url: string, response: Response): Promise<void> {
  try {
    const cache = await caches.open(name);
    await cache.put(url, response);
    const all = await cache.keys();
    for (const old of all.slice(0, Math.max(0, all.length - mostKept[name])))
      await cache.delete(old);
  } catch {
    // Nothing is lost: it will be fetched again.
  }
}

async function ring(message: PushMessage): Promise<void> {
  const { title, body, caseId, isPressing } = message;
  const icon = new URL('icons/icon-192.png', home()).href;
  await scope.registration.showNotification(title, {
    body,
    icon,
    badge: icon,
    data: message,
    // A later notification of the same case replaces the earlier one, and rings again.
    tag: caseId ?? 'fencewatch',
    renotify: true,
    requireInteraction: isPressing,
    vibrate: isPressing ? [300, 100, 300, 100, 300] : [200],
  });
  await tell(message, 'received');
}

async function lead(message: PushMessage): Promise<void> {
  const address = new URL(pathOf(message), home()).href;
  const open = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [page] = open.filter(({ url }) => url.startsWith(home()));
  if (page === undefined) await scope.clients.openWindow(address);
  else {
    page.postMessage({ goTo: address });
    await page.focus();
  }
  await tell(message, 'opened');
}

/** Dispatch shows who has received a message. If it is unreachable, it does not know. */
async function tell({ notificationId }: PushMessage, step: 'received' | 'opened'): Promise<void> {
  if (notificationId === null || notificationId.startsWith('test-')) return;
  const path = `api/notifications/${encodeURIComponent(notificationId)}/receipts`;
  await fetch(new URL(path, home()), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ step }),
  }).catch(() => undefined);
}
