// The check of the broker on connections that do as they are told: what comes back, what is refused, what is dropped.
import { describe, expect, it } from 'vitest';
import { receiptTopic } from '../../contracts/index.ts';
import type { ChannelConnection, ListenOutcome } from '../channels/channel.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createBrokerCheck } from './broker-check.ts';
import type { DeliveryOutcome } from './outgoing.ts';

const cell = 'fencewatch/v1/cells/1/officer';
const selfTest = 'fencewatch/v1/self-test/';
const refused = { outcome: 'refused', reason: 'not-authorised' } as const;

interface Broker {
  /** Of topics that begin so. */
  refusesToListen: string[];
  /** Took and dropped, as MQTT 3.1.1 brokers do. */
  drops: boolean;
  sent: DeliveryOutcome;
  rounds: number;
}

function connectionTo(broker: Broker): ChannelConnection {
  const listeners = new Map<string, (payload: Buffer) => void>();
  return {
    lost: new Promise<string>(() => undefined),
    canRefuse: false,
    publish: () => Promise.reject(new Error('not asked for')),
    send: (topic, payload) => {
      broker.rounds += 1;
      if (!broker.drops) queueMicrotask(() => listeners.get(topic)?.(Buffer.from(payload)));
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
  const broker: Broker = { refusesToListen: [], drops: false, sent, rounds: 0, ...first };
  const [clock, log, stop] = [fakeClock(), quietLog(), new AbortController()];
  const options = { topics: [cell], onReceipt: () => undefined, clock, log };
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
  return { problems: checking.problems(), checking, log, clock };
}

const subjects = (problems: { subject: string }[]) =>
  problems.map(({ subject }) => (subject.startsWith(selfTest) ? selfTest : subject));

describe('the check of the broker', () => {
  it('finds nothing wrong where all goes round, and looks again every five minutes', async () => {
    const { problems, log, clock } = await check({});
    expect(problems).toEqual([]);
    expect(log.lines).toEqual([]);
    expect(clock.slept.filter((ms) => ms === 300_000).length).toBeGreaterThanOrEqual(2);
  });

  it('says that a message which was acknowledged never came back, once in the log', async () => {
    const { problems, log } = await check({ drops: true });
    expect(problems).toMatchObject([
      { code: 'broker-refuses-topic', values: { reason: 'no-round-trip' }, since: 1_010_000 },
    ]);
    expect(subjects(problems)).toEqual([selfTest]);
    expect(log.lines).toHaveLength(1);
  });

  it('names the topic of a cell that it may not hear, and the topic of receipts', async () => {
    const { problems } = await check({ refusesToListen: [cell, receiptTopic] });
    expect(subjects(problems)).toEqual([receiptTopic, cell]);
    expect(problems[1]).toMatchObject({ values: { reason: 'not-authorised' } });
  });

  it('says that its own topic is refused', async () => {
    const sent = { ...refused, detail: 'no' };
    const { problems } = await check({ sent });
    expect(problems).toMatchObject([{ values: { reason: 'not-authorised' } }]);
  });

  it('takes back what is right again', async () => {
    const mended = (broker: Broker) => {
      broker.drops = false;
      broker.refusesToListen = [];
    };
    const { problems, log } = await check({ drops: true, refusesToListen: [cell] }, mended);
    expect(problems).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'info', 'info']);
  });

  it('believes the acknowledgement of a real message more than a refusal to listen', async () => {
    const { checking } = await check({ refusesToListen: [cell] });
    checking.taken(cell);
    expect(checking.problems()).toEqual([]);
  });

  it('knows nothing of a connection that broke meanwhile', async () => {
    const sent = { outcome: 'retryable', reason: 'connection-lost', detail: 'reset' } as const;
    expect((await check({ sent })).problems).toEqual([]);
  });
});
