// Removes a user's data from a phone at log-out, or when another user logs in.
import { sessionSchema, type Session } from '../../contracts/index.ts';
import type { DeviceStore } from './device-store.ts';

/** The service worker's cache of pictures. */
export const pictureCache = 'fencewatch-pictures';

export async function forgetPerson(store: DeviceStore): Promise<void> {
  await store.wipe();
  await forgetAround();
}

async function forgetAround(): Promise<void> {
  await beSilent();
  // Absent where the page is not served over https.
  await (globalThis.caches as CacheStorage | undefined)?.delete(pictureCache);
}

/**
 * After a session has expired, the same person finds everything again and another person finds nothing. Unsent steps of the first
 * person are hidden until that person logs in here again.
 */
export async function wipeOfOthers(store: DeviceStore, { user }: Session): Promise<void> {
  const kept = await store.answer('/api/session');
  const before = sessionSchema.safeParse(kept?.value).data?.user.username;
  if (before !== undefined && before !== user.username) {
    await store.wipeButSteps();
    await forgetAround();
  }
}

/** The push service then tells dispatch that the device no longer exists. */
async function beSilent(): Promise<void> {
  const browser = globalThis.navigator as { serviceWorker?: ServiceWorkerContainer } | undefined;
  const workers = browser?.serviceWorker;
  const registration = await workers?.getRegistration();
  const push = registration?.pushManager;
  await (await push?.getSubscription())?.unsubscribe();
}
