// Counts the messages that real subscribers of the broker get: all, and distinct ones. Takes the broker's address and a log-in.
import { connectAsync } from 'mqtt';

export interface MessageCount {
  all(): number;
  different(): number;
  /** The arrival of the last new message, by `performance.now()`. */
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
