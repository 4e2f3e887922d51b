// Converts a browser's push subscription to dispatch's form. Pure.
import { pushSubscriptionSchema, type PushSubscription } from '../../contracts/index.ts';

/** Null when the subscription is incomplete. */
export function subscriptionOf(
  json: PushSubscriptionJSON,
  device: string,
): PushSubscription | null {
  const { endpoint, expirationTime = null, keys } = json;
  const expires = expirationTime === null ? null : Math.round(expirationTime);
  const parsed = pushSubscriptionSchema.safeParse({
    endpoint,
    expirationTime: expires,
    device,
    keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] },
  });
  return parsed.success ? parsed.data : null;
}

/** The key of dispatch: base64url. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}

/** The name of the device: "Android · Chrome". */
export function deviceName(userAgent: string): string {
  const systems = ['iPhone', 'iPad', 'Android', 'HarmonyOS', 'Windows', 'Macintosh', 'Linux'];
  const browsers = ['MicroMessenger', 'HuaweiBrowser', 'Edg', 'Firefox', 'Chrome', 'Safari'];
  const found = [systems, browsers].flatMap(
    (names) => names.find((name) => userAgent.includes(name)) ?? [],
  );
  return found.length === 0 ? 'Device' : found.join(' · ');
}
