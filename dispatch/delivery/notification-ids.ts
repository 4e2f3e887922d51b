// The ids of the notifications of one event: after what they tell of and the role that is told, so that a repeat is the
// same. Where several people of one role are told, the second one's ends with -2. Pure.
import type { Recipient } from '../routing/route-alert.ts';

export function notificationIds(
  prefix: string,
  recipients: readonly Pick<Recipient, 'role'>[],
): string[] {
  const counts = new Map<string, number>();
  return recipients.map(({ role }) => {
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    return count === 1 ? `${prefix}-${role}` : `${prefix}-${role}-${count}`;
  });
}
