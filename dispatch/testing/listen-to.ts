// The receiving end of notifications, for tests.
import { connectAsync } from 'mqtt';
import { notificationSchema, selfTestSchema, type Notification } from '../../contracts/index.ts';
import { testReceiver } from './secrets.ts';

export interface Receiver {
  received: { topic: string; notification: Notification }[];
  /** `role notificationId` of each message, for short expectations. */
  ids: () => string[];
  close: () => Promise<void>;
}

/** Subscribes to a topic, like the app of an officer or property staff. */
export async function listenTo(url: string, topic = 'fencewatch/v1/cells/#'): Promise<Receiver> {
  const client = await connectAsync(url, { ...loginOf(testReceiver), reconnectPeriod: 100 });
  const received: Receiver['received'] = [];
  client.on('error', () => undefined);
  client.on('message', (from, body) => {
    const message: unknown = JSON.parse(body.toString());
    if (selfTestSchema.safeParse(message).success) return;
    const notification = notificationSchema.parse(message);
    received.push({ topic: from, notification });
  });
  await client.subscribeAsync(topic, { qos: 1 });
  return {
    received,
    ids: () => received.map(({ notification }) => notification.notificationId),
    close: () => client.endAsync(true),
  };
}

export function loginOf({ username, password }: { username: string; password: string }) {
  return { username, password };
}
