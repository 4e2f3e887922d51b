// Counts what real listeners of the broker get: all messages, and how many different ones. Takes the broker's address and a log-in.
import { connectAsync } from 'mqtt';

export interface MessageCount {
  all(): number;
  different(): number;
  /** By `performance.now()`: when the last one that was not there before came. */
  lastAt(): number;
  stop(): Promise<void>;
}

export async function countMessages(
  url: string,
  login: { username: string; password: string },
): Promise<MessageCount> {
  const client = await connectAsync(url, { ...login, reconnectPeriod: 100 });
  const ids = new Set<string>();
  const counts = { all: 0, lastAt: performance.now() };
  client.on('error', () => undefined);
  client.on('message', (_, payload) => {
    const id = /"notificationId":"([^"]+)"/.exec(payload.toString())?.[1];
    if (id === undefined) return;
    counts.all += 1;
    if (!ids.has(id)) counts.lastAt = performance.now();
    ids.add(id);
  });
  await client.subscribeAsync('fencewatch/v1/cells/#', { qos: 1 });
  return {
    all: () => counts.all,
    different: () => ids.size,
    lastAt: () => counts.lastAt,
    stop: () => client.endAsync(true),
  };
}
