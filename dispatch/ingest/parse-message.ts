// The first step: is a message of the queue an alert? Takes the message; returns the alert, or the faults.
import type { Admission } from '../evidence/admit-alert.ts';
import { alertIdOf, alertSchema, faultsOf, type Alert, type Fault } from '../../contracts/index.ts';

export interface QueueMessage {
  jobId: string;
  data: unknown;
  /** What is already known about its edge; absent for messages of the queue. */
  admission?: Admission;
}

export type ParsedMessage =
  { ok: true; alert: Alert } | { ok: false; reason: 'not-an-alert' | 'wrong-id'; faults: Fault[] };

export function parseMessage({ data }: QueueMessage): ParsedMessage {
  const parsed = alertSchema.safeParse(data, { reportInput: true });
  if (!parsed.success) return { ok: false, reason: 'not-an-alert', faults: faultsOf(parsed.error) };
  const alert = parsed.data;
  const expected = alertIdOf(alert.incident, alert.lease);
  if (alert.alertId === expected) return { ok: true, alert };
  // Otherwise two alerts under one id would look like a repeat.
  const message = `expected "${expected}" after its incident, got "${alert.alertId}"`;
  return { ok: false, reason: 'wrong-id', faults: [{ path: 'alertId', message }] };
}
