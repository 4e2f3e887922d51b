// The channel to dispatch's own broker, which knows who hears it. A message counts as handed over when the phones have
// acknowledged it, not when the broker has: the broker dies with dispatch and keeps nothing. When dispatch starts again, phones that were there before are
// given some seconds to come back: the broker keeps nothing for who is away. Takes the channel over the broker's port, who hears,
// and how long phones are waited for.
import type { Clock } from '../../host/clock.ts';
import type { Channel, ChannelConnection } from './channel.ts';
import type { Hearers } from './hearers.ts';
import type { DeliveryOutcome, Outgoing } from './outgoing.ts';
import type { AckEnd } from './receiver-acks.ts';

export interface OwnChannelParts {
  hearers: Pick<Hearers, 'hears' | 'untilHeard'>;
  /** Waits for the word of all that hear a topic, for a time. */
  untilAcknowledged: (topic: string) => Promise<AckEnd>;
  /** From now on; 0 when nobody was there before. */
  waitForPhonesMs: number;
  clock: Clock;
}

export function createOwnChannel(over: Channel, parts: OwnChannelParts): Channel {
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
  { hearers, untilAcknowledged, ended }: OwnChannelParts & { ended: AbortSignal },
): Promise<DeliveryOutcome> {
  const { topic } = outgoing;
  if (!ended.aborted) await hearers.untilHeard(topic, ended);
  const isHeardBefore = hearers.hears(topic);
  const outcome = await connection.publish(outgoing);
  if (outcome.outcome !== 'handed-over') return outcome;
  const end = await untilAcknowledged(topic);
  // Whoever came or went meanwhile, or is silent, may have got it or not.
  if (hearers.hears(topic) !== isHeardBefore || end === 'late' || end === 'left') return outcome;
  return { ...outcome, listeners: isHeardBefore ? 'some' : 'nobody' };
}

function abort(controller: AbortController): () => void {
  return () => {
    controller.abort();
  };
}
