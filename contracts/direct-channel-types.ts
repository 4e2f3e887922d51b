// The kinds of direct channels by name, apart from what each needs: a page lists them and never sees their settings.
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
