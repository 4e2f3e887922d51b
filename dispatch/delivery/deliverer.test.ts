// The delivery loop with a scripted channel: order, retries, permanent failures, and stopping.
import { describe, expect, it } from 'vitest';
import type { Channel } from '../channels/channel.ts';
import { decideAlert } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { createDutyPlan, routeAlert } from '../routing/route-alert.ts';
import { anAlert } from '../testing/alerts.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createDeliverer, windowOf } from './deliverer.ts';
import type { Settled } from './notification-store.ts';
import type { DeliveryOutcome, Outgoing } from '../channels/outgoing.ts';
import { toOutgoing } from './to-outgoing.ts';

const delivered: DeliveryOutcome = { outcome: 'handed-over', listeners: 'some' };
const lost: DeliveryOutcome = { outcome: 'retryable', reason: 'connection-lost', detail: 'reset' };
const never: DeliveryOutcome = { outcome: 'permanent', reason: 'not-publishable', detail: 'no' };

function outgoingOf(incidentId: string): Outgoing[] {
  const alert = anAlert({ incidentId });
  const at = 7;
  const decision = decideAlert({ alert, current: null, caseId: 'c', fence: unknownFence, at });
  const recipients = routeAlert(alert, createDutyPlan({ roster: [], timezone: 'UTC' }), at);
  return toOutgoing({ alert, decision, recipients, publicUrl: 'http://d', at });
}

/** An in-memory store: a retryable message keeps its place. */
function waitingList(items: Outgoing[]) {
  const settled: string[] = [];
  const left = [...items];
  return {
    left,
    settled,
    waiting: (limit: number, exceptTopics: readonly string[] = []) =>
      Promise.resolve(left.filter(({ topic }) => !exceptTopics.includes(topic)).slice(0, limit)),
    settleAll: (all: readonly Settled[]) => {
      for (const { notificationId: id, outcome } of all) {
        settled.push(`${id} ${outcome.outcome}`);
        const index = left.findIndex(({ notification }) => notification.notificationId === id);
        if (!['retryable', 'refused'].includes(outcome.outcome)) left.splice(index, 1);
      }
      return Promise.resolve();
    },
  };
}

/** Runs until nothing is left; each attempt ends as scripted, then as delivered. */
async function deliverAll(items: Outgoing[], script: DeliveryOutcome[], refusals = 0) {
  const clock = fakeClock();
  const log = quietLog();
  const stop = new AbortController();
  const notifications = waitingList(items);
  const published: string[] = [];
  const seen: string[] = [];
  let connections = 0;
  let closed = 0;
  const channel: Channel = {
    name: 'scripted',
    connect: () => {
      connections += 1;
      if (connections <= refusals) return Promise.reject(new Error('refused'));
      return Promise.resolve({
        lost: new Promise<string>(() => undefined),
        canRefuse: true,
        send: () => Promise.resolve(delivered),
        listen: () => Promise.resolve({ outcome: 'listening' }),
        stopListening: () => Promise.resolve(),
        publish: ({ notification }) => {
          published.push(notification.notificationId);
          return Promise.resolve(script.shift() ?? delivered);
        },
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      });
    },
  };
  const onSettled = (_outgoing: Outgoing, { outcome }: DeliveryOutcome) => {
    seen.push(outcome);
    if (notifications.left.length === 0) stop.abort();
  };
  const deliverer = createDeliverer({ channel, notifications, clock, log, onSettled });
  if (items.length === 0)
    setImmediate(() => {
      stop.abort();
    });
  await deliverer.run(stop.signal);
  return {
    published,
    seen,
    connections,
    closed,
    log,
    settled: notifications.settled,
    state: deliverer.state(),
  };
}

const [officer, property] = outgoingOf('a').map(({ notification }) => notification.notificationId);

describe('createDeliverer', () => {
  it('only connects when nothing waits', async () => {
    expect(await deliverAll([], [])).toMatchObject({ published: [], connections: 1, closed: 1 });
  });

  it('sends what waits, oldest first, each once', async () => {
    const items = [...outgoingOf('a'), ...outgoingOf('b')];
    const { published, seen } = await deliverAll(items, []);
    expect(published).toEqual(['a-1-officer', 'a-1-property', 'b-1-officer', 'b-1-property']);
    expect(seen).toEqual(Array(4).fill('handed-over'));
  });

  it('keeps the order after a failure: it is repeated first, over a new connection', async () => {
    const { published, connections, closed, settled } = await deliverAll(outgoingOf('a'), [lost]);
    expect(published).toEqual([officer, officer, property]);
    expect([connections, closed]).toEqual([2, 2]);
    expect(settled[0]).toBe(`${officer ?? ''} retryable`);
  });

  it('skips what can never be delivered', async () => {
    const { published, seen, connections } = await deliverAll(outgoingOf('a'), [never]);
    expect(published).toEqual([officer, property]);
    expect(seen).toEqual(['permanent', 'handed-over']);
    expect(connections).toBe(1);
  });

  it('retries while nobody answers, and logs it once', async () => {
    const { connections, seen, log } = await deliverAll(outgoingOf('a'), [], 5);
    expect(connections).toBe(6);
    expect(seen).toEqual(['handed-over', 'handed-over']);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('reports the state of its channel', async () => {
    expect((await deliverAll(outgoingOf('a'), [])).state).toEqual({ ok: true, problem: null });
    const channel = { name: 'never', connect: () => Promise.reject(new Error('refused')) };
    const stop = new AbortController();
    const deliverer = createDeliverer({
      channel,
      notifications: waitingList([]),
      clock: {
        ...fakeClock(),
        wait: () => {
          stop.abort();
          return Promise.resolve();
        },
      },
      log: quietLog(),
      onSettled: () => undefined,
    });
    expect(deliverer.state().ok).toBe(false);
    await deliverer.run(stop.signal);
    expect(deliverer.state()).toEqual({ ok: false, problem: 'refused' });
  });
});

describe('messages in flight', () => {
  const topicsOf = (all: readonly Outgoing[]) => all.map(({ topic }) => topic.split('/').at(-1));
  const rows = [...outgoingOf('a'), ...outgoingOf('b')];

  it('are none when nothing waits', () => {
    expect(windowOf([], 20)).toEqual([]);
  });

  it('are one where the channel takes one at a time', () => {
    expect(windowOf(rows, 1)).toEqual(rows.slice(0, 1));
  });

  it('end before the second one for a topic, so that a refusal is not overtaken', () => {
    expect(topicsOf(windowOf(rows, 20))).toEqual(['officer', 'property']);
  });

  it('are as many as the channel takes where all are for different topics', () => {
    const many = rows.map((row, index) => ({ ...row, topic: `t/${index}` }));
    expect(windowOf(many, 3)).toEqual(many.slice(0, 3));
    expect(windowOf(many, 4)).toEqual(many);
  });
});
