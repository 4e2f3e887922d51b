// The message for a channel: built from the stored notification at each attempt. Pure.
import type { Notification } from '../../../contracts/index.ts';
import type { Clock } from '../../../host/clock.ts';
import type { Addressee } from '../../routing/addressee.ts';
import type { DirectMessage } from './direct-channel.ts';
import { messageText, textInBoth, type SiteWords } from './message-text.ts';

export function directMessage(
  { notification, addressee }: { notification: Notification; addressee: Addressee },
  { clock, ...site }: SiteWords & { clock: Clock },
): DirectMessage {
  return {
    id: notification.notificationId,
    caseId: notification.caseId,
    isTest: false,
    addressee,
    text: messageText(notification, addressee.language, site),
    content: {
      ...notification,
      text: textInBoth(notification, site),
      sentAt: clock.now(),
    },
  };
}
