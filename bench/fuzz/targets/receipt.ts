// Payloads on the topic of receipts, which any device with a log-in of the broker can publish.
import { takeReceipt, type ReceiptParts } from '../../../dispatch/delivery/receipts.ts';
import { mutateJson, type Json } from '../mutate-value.ts';
import type { FuzzTarget } from '../target.ts';

const samples: Json[] = [
  { version: 1, notificationId: 'case-1-n-1', step: 'received' },
  { version: 1, notificationId: 'case-1-n-1', step: 'opened', by: '王敏' },
];

export const receipt: FuzzTarget = {
  name: 'receipt',
  what: 'MQTT payloads on the topic of receipts',
  share: 100_000,
  withinMs: 1000,
  open: () => {
    const said = { last: '' };
    const parts = partsOf(said);
    return Promise.resolve({
      make: (dice) => mutateJson(samples[dice(samples.length)] ?? null, dice),
      run: async (input) => {
        said.last = '';
        const outcome = await takeReceipt(parts, Buffer.from(input));
        // A storage error is never the sender's fault.
        if (outcome === 'not-kept') throw new Error(`not kept: ${said.last}`);
        return outcome === 'recorded' ? null : said.last;
      },
    });
  },
};

/** A store that accepts everything: only the checks before it are tested here. */
function partsOf(said: { last: string }): ReceiptParts {
  const keep = (fields: object) => {
    said.last = Object.values(fields).join(' ');
  };
  const log = { info: keep, warn: keep, error: keep, debug: keep };
  return {
    store: {
      receipts: { record: () => Promise.resolve('recorded') },
      notifications: { caseIdOf: () => Promise.resolve(null) },
      cases: { find: () => Promise.resolve(null) },
    },
    hub: { publish: () => undefined },
    clock: { now: () => 0, steady: () => 0, wait: () => Promise.resolve() },
    log,
  };
}
