// A message to an officer, and settings of channels as in a site file, for tests.
import type { DirectChannelSettings, Notification } from '../../../../contracts/index.ts';
import { systemClock } from '../../../../host/clock.ts';
import { aSite } from '../../../testing/a-site.ts';
import type { Addressee } from '../../../routing/addressee.ts';
import type { DirectChannel, DirectMessage, DirectOutcome } from '../direct-channel.ts';
import { directMessage } from '../direct-message.ts';
import { withinTime } from '../within-time.ts';

export const anAddressee: Addressee = {
  key: 'person li',
  kind: 'person',
  name: 'Li Na',
  language: 'zh-CN',
  channels: ['hook'],
  hasBroker: false,
  phone: '13800000001',
  email: 'li@example.org',
  user: 'li',
};

export const aNotification: Notification = {
  version: 1,
  notificationId: 'exit-3-0001-1-officer-direct',
  alertId: 'exit-3-0001-1',
  caseId: '20261122-0001',
  incidentId: 'exit-3-0001',
  event: 'opened',
  kind: 'blocked-fire-exit',
  matterCode: '09012',
  gridCell: '370305001001001',
  role: 'officer',
  purpose: 'news',
  recipient: { name: 'Li Na', phone: '13800000001' },
  cameraId: 'exit-3',
  cameraName: 'Exit 3',
  fenceId: 'exit-3-floor',
  fenceName: 'Exit 3, floor',
  region: { x: 0.25, y: 0.5, width: 0.125, height: 0.25 },
  confidence: 0.75,
  reason: 'goods cover 32% of the exit for 50 s',
  capturedAt: Date.parse('2026-11-22T00:00:10Z'),
  sentAt: Date.parse('2026-11-22T00:00:11Z'),
  url: 'https://fence.example.org/cases/20261122-0001',
};

export function aMessage(
  addressee: Partial<Addressee> = {},
  notification: Partial<Notification> = {},
): DirectMessage {
  return directMessage(
    {
      notification: { ...aNotification, ...notification },
      addressee: { ...anAddressee, ...addressee },
    },
    { timezone: 'Asia/Shanghai', clock: systemClock },
  );
}

type SettingsFile = { type: DirectChannelSettings['type'] } & Record<string, unknown>;

/** As parsed from a site file: with defaults, and `${SECRET}` from the environment. */
export function settingsOf<T extends DirectChannelSettings['type']>(
  file: SettingsFile & { type: T },
  environment: Record<string, string> = {},
): Extract<DirectChannelSettings, { type: T }> {
  const site = aSite({ channels: { direct: [{ id: 'hook', ...file }] as never } }, environment);
  const [settings] = site.channels.direct;
  return settings as Extract<DirectChannelSettings, { type: T }>;
}

export function deliverTo(channel: DirectChannel, message = aMessage()): Promise<DirectOutcome> {
  const signal = new AbortController().signal;
  return withinTime(channel, () => message, { clock: systemClock, signal });
}
