// The channel to the embedded broker: its subscribers, and how long it waits for phones after a restart.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../host/clock.ts';
import type { ChannelConnection } from './channel.ts';
import { createSubscribers } from './subscribers.ts';
import type { DeliveryOutcome, Outgoing } from './outgoing.ts';
import type { AckEnd } from './receiver-acks.ts';
import { createEmbeddedChannel } from './embedded-channel.ts';

const topic = 'fencewatch/v1/cells/370305001001001/officer';
const outgoing = { topic } as Outgoing;
const handedOver: DeliveryOutcome = { outcome: 'handed-over', listeners: 'unknown' };
const never = new AbortController().signal;

/** A sleep that the test ends. */
function heldClock() {
  const wakes: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    steady: () => 0,
    wait: () => new Promise((resolve) => wakes.push(resolve)),
  };
  return {
    clock,
    over: () => {
      for (const wake of wakes) wake();
    },
  };
}

async function open(options: {
  waitForPhonesMs?: number;
  publish?: () => Promise<DeliveryOutcome>;
  untilAcknowledged?: () => Promise<AckEnd>;
}) {
  const { waitForPhonesMs = 0, publish = () => Promise.resolve(handedOver) } = options;
  const { untilAcknowledged = () => Promise.resolve('all' as const) } = options;
  const subscribers = createSubscribers();
  const { clock, over } = heldClock();
  let lose: (why: string) => void = () => undefined;
  const sent: Outgoing[] = [];
  const connection: ChannelConnection = {
    canRefuse: false,
    lost: new Promise((resolve) => (lose = resolve)),
    publish: (one) => {
      sent.push(one);
      return publish();
    },
    send: () => Promise.resolve(handedOver),
    listen: () => Promise.resolve({ outcome: 'listening' }),
    stopListening: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const inner = { name: 'own', connect: () => Promise.resolve(connection) };
  const channel = createEmbeddedChannel(inner, {
    subscribers,
    untilAcknowledged,
    waitForPhonesMs,
    clock,
  });
  const own = await channel.connect(never);
  return { subscribers, over, sent, own, lose };
}

/** Lets everything that is ready run. */
const moment = () => new Promise(setImmediate);

describe('a message', () => {
  it.each([
    ['nobody', 'nobody'],
    ['some', 'some'],
  ] as const)('that %s hears is said to have these listeners: %s', async (who, listeners) => {
    const { own, subscribers } = await open({});
    if (who === 'some') subscribers.subscribed({}, [topic]);
    expect(await own.publish(outgoing)).toEqual({ ...handedOver, listeners });
  });

  it('during which a phone connects may have been received or not', async () => {
    const box: { come?: () => void } = {};
    const publish = () => {
      box.come?.();
      return Promise.resolve(handedOver);
    };
    const { own, subscribers } = await open({ publish });
    box.come = () => {
      subscribers.subscribed({}, [topic]);
    };
    expect(await own.publish(outgoing)).toEqual(handedOver);
  });

  it('is delivered only when the phones have acknowledged it', async () => {
    const box: { say?: (end: AckEnd) => void } = {};
    const untilAcknowledged = () => new Promise<AckEnd>((resolve) => (box.say = resolve));
    const { own, subscribers } = await open({ untilAcknowledged });
    subscribers.subscribed({}, [topic]);
    let outcome: DeliveryOutcome | null = null;
    const published = own.publish(outgoing).then((one) => (outcome = one));
    await moment();
    expect(outcome).toBeNull();
    box.say?.('all');
    expect(await published).toEqual({ ...handedOver, listeners: 'some' });
  });

  it.each(['late', 'left'] as const)(
    'that was not acknowledged (%s) may have been heard or not',
    async (end) => {
      const { own, subscribers } = await open({ untilAcknowledged: () => Promise.resolve(end) });
      subscribers.subscribed({}, [topic]);
      expect(await own.publish(outgoing)).toEqual(handedOver);
    },
  );

  it('that the broker refuses keeps its reason', async () => {
    const failed = { outcome: 'retryable', reason: 'connection-lost', detail: 'gone' } as const;
    const { own } = await open({ publish: () => Promise.resolve(failed) });
    expect(await own.publish(outgoing)).toEqual(failed);
  });
});

describe('after a restart a message', () => {
  it('waits for the phones that subscribe to it', async () => {
    const { own, subscribers, sent } = await open({ waitForPhonesMs: 10_000 });
    const published = own.publish(outgoing);
    await moment();
    expect(sent).toEqual([]);
    subscribers.subscribed({}, [topic]);
    expect(await published).toEqual({ ...handedOver, listeners: 'some' });
  });

  it('is sent to nobody when they do not return in time, and later ones do not wait', async () => {
    const { own, over, sent } = await open({ waitForPhonesMs: 10_000 });
    const published = own.publish(outgoing);
    over();
    expect(await published).toEqual({ ...handedOver, listeners: 'nobody' });
    await own.publish(outgoing);
    expect(sent).toHaveLength(2);
  });

  it('waits no longer than its connection lasts', async () => {
    const { own, lose, sent } = await open({ waitForPhonesMs: 10_000 });
    const published = own.publish(outgoing);
    await moment();
    lose('gone');
    await published;
    expect(sent).toHaveLength(1);
  });
});
