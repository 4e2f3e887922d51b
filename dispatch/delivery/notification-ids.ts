// The ids of one event's notifications: derived from the event and the role, so that a repeat is identical. Where several people
// of one role are notified, the second one's id ends with -2. Pure.
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
