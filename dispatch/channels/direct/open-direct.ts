// Opens the direct channels of a site, by id. Takes their settings; returns one channel each. Only this file knows all types.
import type { DirectChannelSettings } from '../../../contracts/index.ts';
import type { Clock } from '../../../host/clock.ts';
import type { DirectChannel } from './direct-channel.ts';
import { createDingtalkRobot } from './chat/dingtalk.ts';
import { createFeishuRobot } from './chat/feishu.ts';
import { createWecomRobot } from './chat/wecom.ts';
import { createEmailChannel } from './email/email-channel.ts';
import { createHttpSmsProvider } from './sms/http-provider.ts';
import { createSmsChannel } from './sms/sms-channel.ts';
import { createWebPushChannel, type PushParts } from './web-push/web-push-channel.ts';
import { createWebhookChannel } from './webhook/webhook-channel.ts';

export interface DirectParts {
  clock: Clock;
  /** Web Push: the devices of people. */
  push: PushParts['store'];
}

export type DirectChannelMap = ReadonlyMap<string, DirectChannel>;

export function openDirect(
  settings: readonly DirectChannelSettings[],
  parts: DirectParts,
): DirectChannelMap {
  return new Map(settings.map((one) => [one.id, channelOf(one, parts)]));
}

function channelOf(settings: DirectChannelSettings, { clock, push }: DirectParts): DirectChannel {
  switch (settings.type) {
    case 'webhook':
      return createWebhookChannel(settings, clock);
    case 'wecom':
      return createWecomRobot(settings, clock);
    case 'dingtalk':
      return createDingtalkRobot(settings, clock);
    case 'feishu':
      return createFeishuRobot(settings, clock);
    case 'email':
      return createEmailChannel(settings);
    case 'sms':
      return createSmsChannel(settings, createHttpSmsProvider(settings, clock));
    case 'web-push':
      return createWebPushChannel(settings, { store: push, clock });
  }
}
