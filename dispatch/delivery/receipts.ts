// Receipts of devices over MQTT: each is validated, recorded like one over HTTP, and announced to dashboards. Takes the payload;
// returns the result. Never rejects: a device must not end the delivery.
import { describeFaults, faultsOf, receiptSchema, type LiveEvent } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { toSummary, type CaseFile } from '../cases/case-summary.ts';
import type { NotificationStore } from './notification-store.ts';
import type { ReceiptHeard, ReceiptResult, ReceiptStore } from './receipt-store.ts';
import { messageOf } from '../../host/error-message.ts';

export interface ReceiptParts {
  store: {
    receipts: Pick<ReceiptStore, 'record'>;
    notifications: Pick<NotificationStore, 'caseIdOf'>;
    cases: { find(caseId: string): Promise<CaseFile | null> };
  };
  hub: { publish(event: LiveEvent): void };
  clock: Clock;
  log: Log;
}

/** Far larger than any receipt: longer payloads are not parsed. */
const longestBytes = 16 * 1024;

export type ReceiptOutcome = ReceiptResult | 'not-a-receipt' | 'not-kept';

export async function takeReceipt(parts: ReceiptParts, payload: Buffer): Promise<ReceiptOutcome> {
  const parsed = receiptSchema.safeParse(jsonOf(payload), { reportInput: true });
  if (!parsed.success) {
    const faults = describeFaults(faultsOf(parsed.error)).slice(0, 500);
    parts.log.info({ faults }, 'ignored a message on the receipt topic: not a receipt');
    return 'not-a-receipt';
  }
  try {
    const { notificationId, step, by = null } = parsed.data;
    return await keepReceipt(parts, { notificationId, step, by });
  } catch (error) {
    parts.log.warn({ error: messageOf(error) }, 'a receipt could not be saved');
    return 'not-kept';
  }
}

/** Records it; dashboards that show its case reload. */
export async function keepReceipt(
  { store, hub, clock }: Pick<ReceiptParts, 'store' | 'hub' | 'clock'>,
  receipt: Omit<ReceiptHeard, 'at'>,
): Promise<ReceiptResult> {
  const { notificationId } = receipt;
  const result = await store.receipts.record({ ...receipt, at: clock.now() });
  if (result !== 'recorded') return result;
  const caseId = await store.notifications.caseIdOf(notificationId);
  const file = caseId === null ? null : await store.cases.find(caseId);
  if (file !== null) hub.publish({ type: 'case', case: toSummary(file) });
  return result;
}

function jsonOf(payload: Buffer): unknown {
  if (payload.length > longestBytes) return `${payload.length} bytes`;
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return payload.toString('utf8').slice(0, 200);
  }
}
