// Listens on the broker as the phones of the officers and the property staff would, over all grid cells.
import { connectAsync } from 'mqtt';
import { notificationSchema, type Notification } from '../../contracts/index.ts';

const everyCell = 'fencewatch/v1/cells/+/+';

export async function watchNotifications(
  url: string,
  onNotification: (notification: Notification, at: number) => void,
): Promise<{ stop(): Promise<void> }> {
  const client = await connectAsync(url, { clientId: 'fencewatch-demo', clean: true });
  client.on('message', (topic, payload) => {
    const parsed = notificationSchema.safeParse(JSON.parse(payload.toString()));
    if (parsed.success) onNotification(parsed.data, Date.now());
    else console.error(`${topic}: not a notification: ${parsed.error.message}`);
  });
  await client.subscribeAsync(everyCell, { qos: 1 });
  return { stop: () => client.endAsync() };
}
