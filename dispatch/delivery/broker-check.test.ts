// The check of the broker on scripted connections: messages come back, are refused, or are dropped.
import { describe, expect, it } from 'vitest';
import {
  notificationSchema,
  receiptTopic,
  selfTestMessage,
  selfTestSchema,
} from '../../contracts/index.ts';
import type { ChannelConnection, ListenOutcome } from '../channels/channel.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createBrokerCheck } from './broker-check.ts';
import type { DeliveryOutcome } from '../channels/outgoing.ts';

const cell = 'fencewatch/v1/cells/1/officer';
const other = 'fencewatch/v1/cells/1/property';
const selfTest = 'fencewatch/v1/self-test/';
const refused = { outcome: 'refused', reason: 'not-authorised' } as const;

interface Broker {
  /** Topics with these prefixes. */
  refusesToListen: string[];
  /** Accepted and dropped, as MQTT 3.1.1 brokers do: all, or those to these topics. */
  drops: boolean | string[];
  canRefuse: boolean;
  /** The topics of published messages. */
  topics: string[];
  sent: DeliveryOutcome;
  rounds: number;
}

function connectionTo(broker: Broker): ChannelConnection {
  const listeners = new Map<string, (payload: Buffer) => void>();
  return {
    lost: new Promise<string>(() => undefined),
    canRefuse: broker.canRefuse,
    publish: () => Promise.reject(new Error('not asked for')),
    send: (topic, payload) => {
      if (topic.startsWith(selfTest)) broker.rounds += 1;
      broker.topics.push(topic);
      const { drops } = broker;
      const isDropped = Array.isArray(drops) ? drops.includes(topic) : drops;
      if (!isDropped) queueMicrotask(() => listeners.get(topic)?.(Buffer.from(payload)));
      return Promise.resolve(broker.sent);
    },
    listen: (topic, onMessage) => {
      listeners.set(topic, onMessage);
      const isRefused = broker.refusesToListen.some((start) => topic.startsWith(start));
      const heard: ListenOutcome = isRefused ? refused : { outcome: 'listening' };
      return Promise.resolve(heard);
    },
    stopListening: (topic) => {
      listeners.delete(topic);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** Some rounds of the check against a broker, and some more after a change of it. */
async function check(first: Partial<Broker>, change?: (broker: Broker) => void) {
  const sent = { outcome: 'handed-over', listeners: 'unknown' } as const;
  const usual = { refusesToListen: [], drops: false, canRefuse: true, topics: [], sent, rounds: 0 };
  const broker: Broker = { ...usual, ...first };
  const clock = fakeClock();
  const log = quietLog();
  const stop = new AbortController();
  const options = { topics: [cell, other], onReceipt: () => undefined, clock, log };
  const checking = createBrokerCheck(options);
  const running = checking.run(connectionTo(broker), stop.signal);
  for (const again of [true, false]) {
    const next = broker.rounds + 2;
    await eventually(
      () => broker.rounds,
      (rounds) => rounds >= next,
    );
    if (again) change?.(broker);
  }
  stop.abort();
  await running;
  return { problems: checking.problems(), checking, log, clock, broker };
}

const subjects = (problems: { subject: string }[]) =>
  problems.map(({ subject }) => (subject.startsWith(selfTest) ? selfTest : subject));

describe('the check of the broker', () => {
  it('finds no fault when every message comes back, and checks again every five minutes', async () => {
    const { problems, log, clock } = await check({});
    expect(problems).toEqual([]);
    expect(log.lines).toEqual([]);
    expect(clock.slept.filter((ms) => ms === 300_000).length).toBeGreaterThanOrEqual(2);
  });

  it('reports that a confirmed message never came back, once in the log', async () => {
    const { problems, log } = await check({ drops: true });
    expect(problems).toMatchObject([
      { code: 'broker-refuses-topic', values: { reason: 'no-round-trip' }, since: 1_010_000 },
    ]);
    expect(subjects(problems)).toEqual([selfTest]);
    expect(log.lines).toHaveLength(1);
  });

  it('reports a cell topic that it may not subscribe to, and the topic of receipts', async () => {
    const { problems } = await check({ refusesToListen: [cell, receiptTopic] });
    expect(subjects(problems)).toEqual([receiptTopic, cell]);
    expect(problems[1]).toMatchObject({ values: { reason: 'not-authorised' } });
  });

  it('reports that its own topic is refused', async () => {
    const sent = { ...refused, detail: 'no' };
    const { problems } = await check({ sent });
    expect(problems).toMatchObject([{ values: { reason: 'not-authorised' } }]);
  });

  it('clears what works again', async () => {
    const mended = (broker: Broker) => {
      broker.drops = false;
      broker.refusesToListen = [];
    };
    const { problems, log } = await check({ drops: true, refusesToListen: [cell] }, mended);
    expect(problems).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'info', 'info']);
  });

  it('trusts the confirmation of a real message more than a refused subscription', async () => {
    const { checking } = await check({ refusesToListen: [cell] });
    checking.taken(cell);
    expect(checking.problems()).toEqual([]);
  });

  it('has no verdict after a lost connection', async () => {
    const sent = { outcome: 'retryable', reason: 'connection-lost', detail: 'reset' } as const;
    expect((await check({ sent })).problems).toEqual([]);
  });

  describe('of MQTT 3.1.1, which cannot report refusals', () => {
    const old = { canRefuse: false };

    it('finds no fault when every message comes back, and sends one test message a day to each topic', async () => {
      const { problems, broker, clock } = await check(old);
      expect(problems).toEqual([]);
      expect(broker.rounds).toBeGreaterThanOrEqual(4);
      // The number of days that the clock has advanced in all waits.
      const lookedForMs = clock.slept.reduce((sum, ms) => sum + ms, 0);
      const most = 1 + Math.floor(lookedForMs / 86_400_000);
      for (const topic of [cell, other]) {
        const sent = broker.topics.filter((one) => one === topic).length;
        expect(sent).toBeGreaterThanOrEqual(1);
        expect(sent).toBeLessThanOrEqual(most);
      }
    });

    it('reports the one topic whose messages are confirmed and dropped', async () => {
      const { problems, log } = await check({ ...old, drops: [cell] });
      expect(problems).toMatchObject([{ subject: cell, values: { reason: 'no-round-trip' } }]);
      expect(log.lines).toHaveLength(1);
    });

    it('reports a topic that it may not subscribe to as not checkable', async () => {
      const { problems } = await check({ ...old, refusesToListen: [other] });
      expect(problems).toMatchObject([{ subject: other, values: { reason: 'cannot-be-checked' } }]);
    });

    it('checks dropped topics again, and clears them when the message comes', async () => {
      const mended = (broker: Broker) => {
        broker.drops = false;
      };
      const { problems, log } = await check({ ...old, drops: [cell] }, mended);
      expect(problems).toEqual([]);
      expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
    });

    it('sends test messages that receivers can recognise', () => {
      const message: unknown = JSON.parse(selfTestMessage('x'));
      expect(selfTestSchema.safeParse(message).success).toBe(true);
      expect(notificationSchema.safeParse(message).success).toBe(false);
    });
  });
});
