// Subscribes at the broker like the phones of officers and property staff, cell by cell. Takes the broker's address, the
// receivers' log-in and the cells; returns each notification.
import { connectAsync } from 'mqtt';
import {
  notificationSchema,
  selfTestSchema,
  type Notification,
  type Site,
} from '../../contracts/index.ts';

export interface Listening {
  url: string;
  username: string;
  password: string;
  topics: readonly string[];
}

export async function watchNotifications(
  { url, username, password, topics }: Listening,
  onNotification: (notification: Notification, at: number) => void,
): Promise<{ stop(): Promise<void> }> {
  const login = { username, password };
  const client = await connectAsync(url, { ...login, clientId: 'fencewatch-demo', clean: true });
  client.on('error', (error) => {
    console.error(`the broker: ${error.message}`);
  });
  client.on('message', (topic, payload) => {
    const message: unknown = JSON.parse(payload.toString());
    if (selfTestSchema.safeParse(message).success) return;
    const parsed = notificationSchema.safeParse(message);
    if (parsed.success) onNotification(parsed.data, Date.now());
    else console.error(`${topic}: not a notification: ${parsed.error.message}`);
  });
  await client.subscribeAsync([...topics], { qos: 1 });
  return { stop: () => client.endAsync() };
}

/** All topics of a site's notifications: a receiver subscribes cell by cell. */
export function topicsOf({ cameras }: Site): string[] {
  const cells = cameras.map(({ gridCell }) => gridCell ?? 'unassigned');
  return [...new Set(cells)].map((cell) => `fencewatch/v1/cells/${cell}/+`);
}
