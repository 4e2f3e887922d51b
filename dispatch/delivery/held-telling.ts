// A case that waits for a review, or was rejected in one, sends nothing. Takes the recipients of its alert; returns who is not
// notified, once, for the alert that made the case.
import type { AlertDecision } from '../cases/decide-alert.ts';
import type { Recipient } from '../routing/route-alert.ts';
import { notificationIds } from './notification-ids.ts';
import { nothingTold, type Telling } from './telling.ts';

export function heldTelling(
  alertId: string,
  { steps }: Pick<AlertDecision, 'steps'>,
  recipients: readonly Pick<Recipient, 'role' | 'person'>[],
): Telling {
  const telling = nothingTold;
  // While it waits, nobody is notified that the object is still there, gone or back.
  if (!steps.some(({ step }) => step === 'held-for-review')) return telling;
  const ids = notificationIds(alertId, recipients);
  const untold = recipients.map(({ role, person }, index) => ({
    notificationId: ids[index] ?? '',
    role,
    person: person?.name ?? null,
    reason: 'waits-for-review' as const,
  }));
  return { ...telling, untold };
}
