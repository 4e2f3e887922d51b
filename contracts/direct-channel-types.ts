// The types of direct channels by name, without their settings, which contain secrets: the dashboard imports only this.
import type { DirectChannelSettings } from './direct-channel.ts';

export const directChannelTypes = [
  'webhook',
  'wecom',
  'dingtalk',
  'feishu',
  'email',
  'sms',
  'web-push',
] as const satisfies readonly DirectChannelSettings['type'][];
export type DirectChannelType = DirectChannelSettings['type'];
