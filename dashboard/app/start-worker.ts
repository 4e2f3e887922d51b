// Starts the service worker if the browser has one, and tells it the files of this page. The app also works without it, as long
// as there is a connection.
import { basePath, ownAddress } from '../api/own-address.ts';

/** By then the first view has loaded, even on a slow line. */
const behindStartMs = 2500;

export async function startWorker(): Promise<void> {
  // Absent where the page is not served over https.
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (workers === undefined) return;
  workers.addEventListener('message', ({ data }) => {
    const { goTo } = (data ?? {}) as { goTo?: unknown };
    if (typeof goTo === 'string') leadTo(goTo);
  });
  // Its downloads must not delay the first view.
  if (workers.controller === null) await new Promise((go) => setTimeout(go, behindStartMs));
  try {
    await workers.register(ownAddress('/service-worker.js'), { scope: `${basePath}/` });
    const { active } = await workers.ready;
    active?.postMessage({ keep: loadedFiles() });
  } catch {
    // A private window, or a browser that stores nothing.
  }
}

/** A notification was pressed while the app was open: navigate without a reload, so that drafts stay. */
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
