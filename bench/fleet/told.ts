// Measures when people are notified: the first message at the broker about an incident, compared with the time at which its alert
// was queued. Takes the broker's address and a log-in.
import { connectAsync } from 'mqtt';

export interface Told {
  /** An alert is about to be queued. */
  raised(incidentId: string): void;
  /** Delays of the alerts so far, ms, sorted; and alerts without a notification. */
  result(): { delaysMs: number[]; untold: number };
  /** The next results are of alerts from now on. */
  begin(): void;
  stop(): Promise<void>;
}

export async function listenForTold(
  url: string,
  login: { username: string; password: string },
): Promise<Told> {
  const client = await connectAsync(url, { ...login, reconnectPeriod: 100 });
  let raisedAt = new Map<string, number>();
  let delays = new Map<string, number>();
  client.on('error', () => undefined);
  client.on('message', (_, payload) => {
    const incidentId = /"incidentId":"([^"]+)"/.exec(payload.toString())?.[1] ?? '';
    const since = raisedAt.get(incidentId);
    if (since !== undefined && !delays.has(incidentId))
      delays.set(incidentId, performance.now() - since);
  });
  await client.subscribeAsync('fencewatch/v1/cells/#', { qos: 1 });
  return {
    raised: (incidentId) => raisedAt.set(incidentId, performance.now()),
    result: () => ({
      delaysMs: [...delays.values()].sort((a, b) => a - b),
      untold: raisedAt.size - delays.size,
    }),
    begin: () => {
      raisedAt = new Map();
      delays = new Map();
    },
    stop: () => client.endAsync(true),
  };
}
