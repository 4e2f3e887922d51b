// The meaning of the reason code with which a broker refuses a message or a subscription. Takes the code; returns the reason.
import type { RefusalReason } from './outgoing.ts';

const refusalReasons: Record<number, RefusalReason> = {
  135: 'not-authorised',
  143: 'topic-not-allowed',
  144: 'topic-not-allowed',
  151: 'quota-exceeded',
};

/** MQTT 3.1.1 has only 128. */
export function refusalOf(code: number): RefusalReason {
  return refusalReasons[code] ?? 'refused';
}
