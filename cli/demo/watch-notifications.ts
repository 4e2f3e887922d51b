// Listens on the broker as the phones of the officers and the property staff would, cell by cell. Takes where the broker is,
// the log-in of receivers and the cells; gives each notification.
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

/** All that a site's notifications can go to: a receiver hears cells one by one. */
export function topicsOf({ cameras }: Site): string[] {
  const cells = cameras.map(({ gridCell }) => gridCell ?? 'unassigned');
  return [...new Set(cells)].map((cell) => `fencewatch/v1/cells/${cell}/+`);
}
