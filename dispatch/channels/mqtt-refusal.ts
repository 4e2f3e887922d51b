// What a broker means by the reason code with which it refuses a message or a subscription. Takes the code; gives our word.
import type { RefusalReason } from './outgoing.ts';

const refusalReasons: Record<number, RefusalReason> = {
  135: 'not-authorised',
  143: 'topic-not-allowed',
  144: 'topic-not-allowed',
  151: 'quota-exceeded',
};

/** 128 is all that MQTT 3.1.1 can say. */
export function refusalOf(code: number): RefusalReason {
  return refusalReasons[code] ?? 'refused';
}
