// Sends a notification to all devices that a person has subscribed with, encrypted for each. Delivered means that the push
// service of at least one device has accepted it. A device that its push service no longer knows is removed.
import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import type { PushDevice, PushKeys, PushStore } from './push-store.ts';
import { clip } from '../chat/chat-texts.ts';
import {
  permanent,
  type DirectChannel,
  type DirectMessage,
  type DirectOutcome,
} from '../direct-channel.ts';
import { sendRequest } from '../http-request.ts';
import { failureOfStatus } from '../status-outcome.ts';
import { isPushService } from './push-services.ts';

type Settings = Extract<DirectChannelSettings, { type: 'web-push' }>;

export interface PushParts {
  store: Pick<PushStore, 'keys' | 'devicesOf' | 'remove'>;
  clock: Clock;
}

export function createWebPushChannel(settings: Settings, parts: PushParts): DirectChannel {
  const { id, type, timeout: timeoutMs } = settings;
  return {
    id,
    type,
    timeoutMs,
    where: 'the push services of the devices',
    deliver: async (message, signal) => {
      const { user } = message.addressee;
      const devices = user === null ? [] : await parts.store.devicesOf(user);
      if (devices.length === 0) return permanent('no-address', 'no device has subscribed');
      const keys = await pushKeysOf(settings, parts.store);
      const sending = devices.map((device) =>
        sendTo(device, { message, settings, keys, parts, signal }),
      );
      return together(await Promise.all(sending));
    },
  };
}

/** The keys of the site file, else the pair stored in the database. */
export async function pushKeysOf(
  { publicKey, privateKey }: Pick<Settings, 'publicKey' | 'privateKey'>,
  store: Pick<PushStore, 'keys'>,
): Promise<PushKeys> {
  if (publicKey !== undefined && privateKey !== undefined) return { publicKey, privateKey };
  return store.keys(() => webPush.generateVAPIDKeys());
}

interface Sending {
  message: DirectMessage;
  settings: Settings;
  keys: PushKeys;
  parts: PushParts;
  signal: AbortSignal;
}

async function sendTo(device: PushDevice, sending: Sending): Promise<DirectOutcome> {
  const { settings, parts, signal } = sending;
  if (!isPushService(device.endpoint, settings.services))
    return permanent('address-refused', 'no known push service');
  const request = requestFor(device, sending);
  if (request === null) return forget(device, parts, 'its keys cannot be used');
  const result = await sendRequest(request, signal);
  if (!result.ok) return result.outcome;
  const { status } = result.answer;
  if (status === 404 || status === 410) return forget(device, parts, `status ${status}`);
  const failed = failureOfStatus(result.answer, parts.clock.now());
  // Some services answer 400 when they refuse our keys.
  if (status === 400) return permanent('login-refused', 'status 400');
  return failed ?? { outcome: 'delivered', detail: `status ${status}` };
}

async function forget({ id }: PushDevice, { store }: PushParts, why: string) {
  await store.remove(id);
  return permanent('no-address', `the device is not subscribed any more: ${why}`);
}

function requestFor({ endpoint, keys: own }: PushDevice, { message, settings, keys }: Sending) {
  const { caseId } = message;
  try {
    const made = webPush.generateRequestDetails({ endpoint, keys: own }, payloadOf(message), {
      vapidDetails: { subject: settings.contact, ...keys },
      TTL: Math.floor(settings.keepFor / 1000),
      urgency: message.text.isPressing ? 'high' : 'normal',
      contentEncoding: 'aes128gcm',
      // Of several unfetched messages about one case a device gets only the last one.
      topic: createHash('sha256').update(caseId).digest('base64url').slice(0, 32),
    });
    const entries = Object.entries(made.headers as Record<string, unknown>);
    const headers = entries.filter(([name]) => name.toLowerCase() !== 'content-length');
    const texts = headers.map(([name, value]) => [name, String(value)]);
    return {
      url: made.endpoint,
      headers: Object.fromEntries(texts) as Record<string, string>,
      body: made.body,
    };
  } catch {
    return null;
  }
}

/** Push services take about 4000 bytes. */
function payloadOf({ id, caseId, text }: DirectMessage): string {
  const { title, lines, url, isPressing } = text;
  return JSON.stringify({
    version: 1,
    notificationId: id,
    caseId,
    isPressing,
    title: clip(title, 500),
    body: clip(lines.join('\n'), 1500),
    url: url.slice(0, 1000),
  });
}

/** One device that accepted it is enough; otherwise a retryable failure counts before a permanent one. */
function together(outcomes: readonly DirectOutcome[]): DirectOutcome {
  const taken = outcomes.filter(({ outcome }) => outcome === 'delivered').length;
  const detail = `${taken} of ${outcomes.length} devices`;
  if (taken > 0) return { outcome: 'delivered', detail };
  const [first = permanent('no-address', detail)] = outcomes;
  return (
    outcomes.find(({ outcome }) => outcome === 'retryable') ??
    outcomes.find((one) => one.outcome === 'permanent' && one.reason !== 'no-address') ??
    first
  );
}
