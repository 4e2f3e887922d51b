// Which subscribers of the embedded broker have acknowledged their messages. The broker stores nothing and ends with dispatch, so
// only these acknowledgements count. Takes the broker's events per connection; returns a function that waits. A subscriber that
// is silent for too long is not waited for until it acknowledges again.
import type { Clock } from '../../host/clock.ts';

/** `nobody`: none of these acknowledges, because they use QoS 0 or are silent. */
export type AckEnd = 'all' | 'late' | 'left' | 'nobody';

export interface ReceiverAcks {
  /** With QoS 0 a connection acknowledges nothing. */
  subscribed(connection: object, qos: readonly number[]): void;
  forwarded(connection: object): void;
  acknowledged(connection: object): void;
  left(connection: object): void;
  /** Waits until all of these have acknowledged what they were sent so far. */
  untilAcknowledged(connections: readonly object[]): Promise<AckEnd>;
}

interface Receiver {
  sent: number;
  acknowledged: number;
  isSilent: boolean;
  hasGone: boolean;
  waiting: Set<() => void>;
}

/** Longer than a phone on a slow line needs, and far shorter than the lease of a message. */
const silentMs = 5000;

export function createReceiverAcks(clock: Clock, withinMs = silentMs): ReceiverAcks {
  // Null for a connection that also uses QoS 0: it is unknown which of its filters gets a message.
  const known = new Map<object, Receiver | null>();
  const tell = ({ waiting }: Receiver) => {
    for (const look of [...waiting]) look();
  };
  return {
    subscribed: (connection, qos) => {
      if (qos.some((one) => one === 0)) known.set(connection, null);
      else if (!known.has(connection)) known.set(connection, newReceiver());
    },
    forwarded: (connection) => {
      const receiver = known.get(connection);
      if (receiver) receiver.sent += 1;
    },
    acknowledged: (connection) => {
      const receiver = known.get(connection);
      if (!receiver) return;
      // Messages sent while it was subscribing were not counted.
      receiver.acknowledged = Math.min(receiver.sent, receiver.acknowledged + 1);
      receiver.isSilent = false;
      tell(receiver);
    },
    left: (connection) => {
      const receiver = known.get(connection);
      known.delete(connection);
      if (!receiver) return;
      receiver.hasGone = true;
      tell(receiver);
    },
    untilAcknowledged: async (connections) => {
      const asked = connections.flatMap((one) => known.get(one) ?? []);
      const ends = await Promise.all(
        asked.filter(({ isSilent }) => !isSilent).map((one) => untilSaid(one, clock, withinMs)),
      );
      if (ends.length === 0) return 'nobody';
      return ends.find((end) => end !== 'all') ?? 'all';
    },
  };
}

function newReceiver(): Receiver {
  return { sent: 0, acknowledged: 0, isSilent: false, hasGone: false, waiting: new Set() };
}

async function untilSaid(receiver: Receiver, clock: Clock, withinMs: number): Promise<AckEnd> {
  const upTo = receiver.sent;
  const stateOf = (): AckEnd | null => {
    if (receiver.acknowledged >= upTo) return 'all';
    return receiver.hasGone ? 'left' : null;
  };
  const now = stateOf();
  if (now !== null) return now;
  const timer = new AbortController();
  let look: () => void = () => undefined;
  const said = new Promise<AckEnd>((resolve) => {
    look = () => {
      const state = stateOf();
      if (state !== null) resolve(state);
    };
    receiver.waiting.add(look);
  });
  const late = clock.wait(withinMs, timer.signal).then((): AckEnd => 'late');
  const end = await Promise.race([said, late]);
  receiver.waiting.delete(look);
  timer.abort();
  if (end === 'late') receiver.isSilent = true;
  return end;
}
