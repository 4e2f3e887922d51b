// The channel to the embedded broker, which knows its subscribers. A message counts as delivered when the phones have
// acknowledged it, not when the broker has, because the broker stores nothing and ends with dispatch. After a restart dispatch
// gives known phones some seconds to reconnect. Takes the channel to the broker's port, the subscribers, and how long to wait for
// phones.
import type { Clock } from '../../host/clock.ts';
import type { Channel, ChannelConnection } from './channel.ts';
import type { Subscribers } from './subscribers.ts';
import type { DeliveryOutcome, Outgoing } from './outgoing.ts';
import type { AckEnd } from './receiver-acks.ts';

export interface EmbeddedChannelParts {
  subscribers: Pick<Subscribers, 'hasSubscriber' | 'untilSubscribed'>;
  /** Waits, for a limited time, until all subscribers of a topic have acknowledged. */
  untilAcknowledged: (topic: string) => Promise<AckEnd>;
  /** From now on; 0 when no phone was subscribed before. */
  waitForPhonesMs: number;
  clock: Clock;
}

export function createEmbeddedChannel(over: Channel, parts: EmbeddedChannelParts): Channel {
  const { waitForPhonesMs, clock } = parts;
  const waited = new AbortController();
  if (waitForPhonesMs === 0) waited.abort();
  else void clock.wait(waitForPhonesMs).then(abort(waited));
  return {
    name: over.name,
    connect: async (signal) => {
      const connection = await over.connect(signal);
      const lost = new AbortController();
      void connection.lost.then(abort(lost));
      const ended = AbortSignal.any([signal, waited.signal, lost.signal]);
      return {
        ...connection,
        publish: (outgoing) => publish(connection, outgoing, { ...parts, ended }),
      };
    },
  };
}

async function publish(
  connection: ChannelConnection,
  outgoing: Outgoing,
  { subscribers, untilAcknowledged, ended }: EmbeddedChannelParts & { ended: AbortSignal },
): Promise<DeliveryOutcome> {
  const { topic } = outgoing;
  if (!ended.aborted) await subscribers.untilSubscribed(topic, ended);
  const isHeardBefore = subscribers.hasSubscriber(topic);
  const outcome = await connection.publish(outgoing);
  if (outcome.outcome !== 'handed-over') return outcome;
  const end = await untilAcknowledged(topic);
  // A phone that connected, left or stayed silent meanwhile may or may not have got it.
  if (subscribers.hasSubscriber(topic) !== isHeardBefore || end === 'late' || end === 'left')
    return outcome;
  return { ...outcome, listeners: isHeardBefore ? 'some' : 'nobody' };
}

function abort(controller: AbortController): () => void {
  return () => {
    controller.abort();
  };
}
