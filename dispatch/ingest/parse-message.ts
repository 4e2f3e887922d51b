// The first stage: is what came through the queue an alert? Takes a message as it came; gives the alert, or the faults.
import type { Admission } from '../evidence/admit-alert.ts';
import { alertIdOf, alertSchema, faultsOf, type Alert, type Fault } from '../../contracts/index.ts';

export interface QueueMessage {
  jobId: string;
  data: unknown;
  /** What was found of its edge already; absent for what comes from the queue. */
  admission?: Admission;
}

export type ParsedMessage =
  { ok: true; alert: Alert } | { ok: false; reason: 'not-an-alert' | 'wrong-id'; faults: Fault[] };

export function parseMessage({ data }: QueueMessage): ParsedMessage {
  const parsed = alertSchema.safeParse(data, { reportInput: true });
  if (!parsed.success) return { ok: false, reason: 'not-an-alert', faults: faultsOf(parsed.error) };
  const alert = parsed.data;
  const expected = alertIdOf(alert.incident);
  if (alert.alertId === expected) return { ok: true, alert };
  // Two alerts under one id would pass for a repeat of each other.
  const message = `expected "${expected}" after its incident, came "${alert.alertId}"`;
  return { ok: false, reason: 'wrong-id', faults: [{ path: 'alertId', message }] };
}
