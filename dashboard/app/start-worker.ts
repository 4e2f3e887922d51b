// Starts the service worker where the browser has one, and tells it which files the page was made of. It only helps: without
// it the app works as long as there is a connection.
import { basePath, ownAddress } from '../api/own-address.ts';

/** What is shown first has come by then, also on a slow line. */
const behindStartMs = 2500;

export async function startWorker(): Promise<void> {
  // Absent where the page is not served over https.
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (workers === undefined) return;
  workers.addEventListener('message', ({ data }) => {
    const { goTo } = (data ?? {}) as { goTo?: unknown };
    if (typeof goTo === 'string') leadTo(goTo);
  });
  // What it keeps must not stand in the way of what is shown.
  if (workers.controller === null) await new Promise((go) => setTimeout(go, behindStartMs));
  try {
    await workers.register(ownAddress('/service-worker.js'), { scope: `${basePath}/` });
    const { active } = await workers.ready;
    active?.postMessage({ keep: loadedFiles() });
  } catch {
    // A private window, or a browser that keeps nothing.
  }
}

/** A notification was pressed while the app was open: it goes on without a reload, so that drafts stay. */
function leadTo(address: string): void {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== location.origin || pathname === location.pathname) return;
  history.pushState(null, '', pathname);
}

function loadedFiles(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/assets/'));
}
