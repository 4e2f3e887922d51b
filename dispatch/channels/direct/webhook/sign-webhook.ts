// Signs a webhook by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, in base64 after `v1,`. Pure.
// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Signature scheme"; the
// test holds it against the two signatures published with its libraries and by Svix.
import { createHmac } from 'node:crypto';

export interface Signed {
  id: string;
  /** Epoch seconds. */
  timestamp: number;
  body: string;
}

/** The value of `webhook-signature`: one signature per secret, separated by spaces. */
export function signWebhook(signed: Signed, secrets: readonly string[]): string {
  const content = `${signed.id}.${signed.timestamp}.${signed.body}`;
  return secrets
    .map((secret) => createHmac('sha256', keyOf(secret)).update(content).digest('base64'))
    .map((signature) => `v1,${signature}`)
    .join(' ');
}

/** After `whsec_` the key is in base64; any other text is the key itself. */
function keyOf(secret: string): Buffer {
  const base64 = /^whsec_(.+)$/.exec(secret)?.[1];
  return base64 === undefined ? Buffer.from(secret, 'utf8') : Buffer.from(base64, 'base64');
}
