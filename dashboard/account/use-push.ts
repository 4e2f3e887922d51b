// Web Push on this device: its state, and how to switch it. Takes the browser's push service and dispatch's key; dispatch stores
// the subscription for the logged-in user.
import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../api/client.ts';
import { useSession } from '../session/session-provider.tsx';
import { deviceName, keyBytes, subscriptionOf } from './push-subscription.ts';

/** `install-first`: an iPhone allows push only for apps on its home screen. */
export type PushState =
  'looking' | 'unsupported' | 'install-first' | 'denied' | 'not-here' | 'off' | 'on' | 'failed';

export function usePush() {
  const { client } = useSession();
  const [state, setState] = useState<PushState>('looking');
  useEffect(() => {
    void look(client).then(setState);
  }, [client]);
  const turnOn = useCallback(async () => {
    setState('looking');
    setState(await subscribe(client));
  }, [client]);
  const turnOff = useCallback(async () => {
    const subscription = await (await manager())?.getSubscription();
    await subscription?.unsubscribe();
    setState('off');
  }, []);
  return { state, turnOn, turnOff };
}

async function manager(): Promise<PushManager | null> {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (workers === undefined || !('PushManager' in globalThis)) return null;
  const registration = await workers.getRegistration();
  return registration?.pushManager ?? null;
}

async function look(client: Client): Promise<PushState> {
  const push = await manager();
  if (push === null)
    return /iPhone|iPad/.test(navigator.userAgent) ? 'install-first' : 'unsupported';
  const key = await client.getPushKey();
  if (key.status === 'error' && key.reason === 'not-found') return 'not-here';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await push.getSubscription();
  if (subscription === null) return 'off';
  // Dispatch may have dropped it, or it may belong to another user: send it again for this one.
  return register(client, subscription);
}

async function subscribe(client: Client): Promise<PushState> {
  const push = await manager();
  if (push === null) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const key = await client.getPushKey();
  if (key.status !== 'ok') return 'failed';
  try {
    const applicationServerKey = keyBytes(key.value.publicKey);
    const made = await push.subscribe({ userVisibleOnly: true, applicationServerKey });
    return await register(client, made);
  } catch {
    // The browser's push service is unreachable, or has another key.
    await (await push.getSubscription())?.unsubscribe();
    return 'failed';
  }
}

async function register(client: Client, made: PushSubscription): Promise<PushState> {
  const subscription = subscriptionOf(made.toJSON(), deviceName(navigator.userAgent));
  if (subscription === null) return 'failed';
  const answer = await client.addDevice(subscription);
  return answer.status === 'ok' ? 'on' : 'failed';
}
