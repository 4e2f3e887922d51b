// The direct channels of a site, by id. Takes their settings; gives one channel each. The one place that knows all types.
import type { DirectChannelSettings } from '../../../contracts/index.ts';
import type { Clock } from '../../clock.ts';
import type { DirectChannel } from './direct-channel.ts';
import { createDingtalkRobot } from './chat/dingtalk.ts';
import { createFeishuRobot } from './chat/feishu.ts';
import { createWecomRobot } from './chat/wecom.ts';
import { createEmailChannel } from './email/email-channel.ts';
import { createWebhookChannel } from './webhook/webhook-channel.ts';

export interface DirectParts {
  clock: Clock;
}

export type DirectChannelMap = ReadonlyMap<string, DirectChannel>;

export function openDirect(
  settings: readonly DirectChannelSettings[],
  parts: DirectParts,
): DirectChannelMap {
  return new Map(settings.map((one) => [one.id, channelOf(one, parts)]));
}

function channelOf(settings: DirectChannelSettings, { clock }: DirectParts): DirectChannel {
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
    case 'web-push':
      throw new Error(`no channel of this kind yet: ${settings.type}`);
  }
}
