// Posts a notification as JSON to an address, signed by Standard Webhooks. Only a 2xx status is a success. All attempts have the
// same id, and each has its own time, so that a receiver can drop repeats and refuse old requests: see "Check a webhook" in
// docs/guide/let-a-phone-ring.md.
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import type { Clock } from '../../../../host/clock.ts';
import type { DirectChannel } from '../direct-channel.ts';
import { sendRequest } from '../http-request.ts';
import { failureOfStatus } from '../status-outcome.ts';
import { signWebhook } from './sign-webhook.ts';

type Settings = Extract<DirectChannelSettings, { type: 'webhook' }>;

export function createWebhookChannel(settings: Settings, clock: Clock): DirectChannel {
  const { id, type, url, timeout: timeoutMs, secret, formerSecret } = settings;
  const secrets = [secret, ...(formerSecret === undefined ? [] : [formerSecret])];
  return {
    id,
    type,
    timeoutMs,
    where: originOf(url),
    deliver: async (message, signal) => {
      const now = clock.now();
      const body = JSON.stringify(bodyOf(message, now));
      const signed = { id: message.id, timestamp: Math.floor(now / 1000), body };
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'fencewatch',
        'webhook-id': signed.id,
        'webhook-timestamp': String(signed.timestamp),
        'webhook-signature': signWebhook(signed, secrets),
      };
      const result = await sendRequest({ url, headers, body }, signal);
      if (!result.ok) return result.outcome;
      const { status } = result.answer;
      return (
        failureOfStatus(result.answer, now) ?? { outcome: 'delivered', detail: `status ${status}` }
      );
    },
  };
}

function bodyOf(
  { content, addressee, text, isTest }: Parameters<DirectChannel['deliver']>[0],
  now: number,
) {
  const { name, kind, phone, email, user } = addressee;
  return {
    type: isTest ? 'fencewatch.test' : 'fencewatch.notification',
    timestamp: new Date(now).toISOString(),
    data: {
      notification: content,
      to: { kind, name, phone, email, user },
      text: { title: text.title, lines: text.lines, url: text.url },
    },
  };
}

/** The origin of an address: its path may contain a secret. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an address that cannot be read';
}
