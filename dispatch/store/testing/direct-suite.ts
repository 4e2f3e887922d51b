// Required behaviour of every store for direct messages.
import { expect } from 'vitest';
import type { DirectOutgoing } from '../../delivery/telling.ts';
import { anAddressee, aNotification } from '../../channels/direct/testing/a-message.ts';
import {
  at,
  idsOf,
  limit,
  settleDirect,
  takeDirect,
  tellDirectly,
  triedAt,
} from './direct-steps.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

export const directTests: StoreTests = {
  'gives what is due of a channel, and not twice while it is in hand': async (store) => {
    expect(await store.direct.dueChannels(at)).toEqual([]);
    await tellDirectly(store, 'ring', ['li', 'wu']);
    expect(await store.direct.dueChannels(at)).toEqual(['hook']);
    expect(await takeDirect(store, 'mail')).toEqual([]);
    const rows = await takeDirect(store);
    expect(idsOf(rows)).toEqual(['ring-1-li-direct', 'ring-1-wu-direct']);
    expect(await takeDirect(store, 'hook', idsOf(rows))).toEqual([]);
    const overMqtt = await store.notifications.waiting(500);
    expect(overMqtt.filter(({ topic }) => topic === '')).toEqual([]);
    for (const row of rows) await settleDirect(store, row, 'handed-over');
    expect(await store.direct.dueChannels(at)).toEqual([]);
    const [li] = await store.notifications.deliveriesOf((await caseOf(store, 'ring')).id);
    expect(li).toMatchObject({
      recipient: 'li',
      channel: 'hook',
      state: 'handed-over',
      attempts: 1,
      error: null,
      tries: [{ channel: 'hook', outcome: 'delivered', at }],
    });
  },

  'lets what waits begin anew when the clock was set back, and nothing else': async (store) => {
    await tellDirectly(store, 'set-back', ['li', 'wu']);
    const [li, wu] = await takeDirect(store);
    const progress = {
      firstAt: at,
      channels: { hook: { tries: 2, notBefore: at + 60_000, isOver: false } },
    };
    for (const [row, waitMs] of [
      [li, 600_000],
      [wu, 30_000],
    ] as const)
      if (row !== undefined)
        await store.direct.settle(row, triedAt(row, 'permanent'), {
          state: 'waiting',
          channel: 'hook',
          nextAt: at + waitMs,
          progress,
        });
    expect(await takeDirect(store)).toEqual([]);
    expect(await store.direct.beginAnew(at + 60_000, at)).toBe(1);
    const rows = await takeDirect(store);
    expect(idsOf(rows)).toEqual(['set-back-1-li-direct']);
    expect(rows[0]?.progress).toEqual({ firstAt: null, channels: {} });
    expect(await store.direct.beginAnew(at, at)).toBe(1);
    for (const row of await takeDirect(store)) await settleDirect(store, row, 'handed-over');
    expect(await store.direct.beginAnew(0, at)).toBe(0);
  },

  'goes to the next channel, and writes down who was not reached at last': async (store) => {
    const { id } = await tellDirectly(store, 'fails', ['sun']);
    const [first] = await takeDirect(store);
    await settleDirect(store, first, 'waiting');
    expect(await takeDirect(store)).toEqual([]);
    const [second] = await takeDirect(store, 'mail');
    expect(second?.progress.channels['hook']).toMatchObject({ tries: 1, isOver: true });
    await settleDirect(store, second, 'failed');
    const [delivery] = await store.notifications.deliveriesOf(id);
    expect(delivery).toMatchObject({ state: 'failed', attempts: 2, error: 'mail: gone: x' });
    expect(delivery?.tries).toHaveLength(2);
    expect(await store.engine.untoldOf(id)).toMatchObject([
      { person: 'sun', reason: 'no-channel-worked', notificationId: 'fails-1-sun-direct', at },
    ]);
    await settleDirect(store, second, 'handed-over');
    expect(await store.notifications.deliveriesOf(id)).toMatchObject([{ attempts: 2 }]);
  },

  'lets nothing of a case overtake for one person, and nobody else wait for it': async (store) => {
    const { id } = await tellDirectly(store, 'order', ['zhou']);
    await store.engine.look(id, at, ({ case: file }) => {
      const of = (key: string): DirectOutgoing => ({
        notification: { ...aNotification, caseId: id, notificationId: `later-${key}` },
        addressee: { ...anAddressee, key, channels: ['hook'] },
        routing: 'on-duty',
        raisedAt: 1,
      });
      const told = {
        outgoing: [],
        direct: [of('zhou'), of('wang')],
        untold: [],
        limit,
        quietUntil: null,
      };
      return { case: file, steps: [], nextAt: null, ...told };
    });
    const rows = await takeDirect(store);
    expect(idsOf(rows)).toEqual(['order-1-zhou-direct', 'later-wang']);
    for (const row of rows) await settleDirect(store, row, 'handed-over');
    const [last] = await takeDirect(store);
    expect(last?.notification.notificationId).toBe('later-zhou');
    await settleDirect(store, last, 'handed-over');
  },

  'tells one person so much and no more in a while, and writes down what he was not told': async (
    store,
  ) => {
    for (const number of [1, 2, 3, 4]) await tellDirectly(store, `storm-${number}`, ['chen']);
    const fifth = await tellDirectly(store, 'storm-5', ['chen', 'xu']);
    expect(await store.engine.untoldOf(fifth.id)).toMatchObject([
      { person: 'chen', reason: 'rate-limit' },
    ]);
    expect(await store.notifications.deliveriesOf(fifth.id)).toHaveLength(1);
    const after = await tellDirectly(store, 'storm-6', ['chen'], at + limit.within + 1);
    expect(await store.notifications.deliveriesOf(after.id)).toHaveLength(1);
    expect(await store.engine.untoldOf(after.id)).toEqual([]);
  },

  'keeps the last twenty tries of a message that is tried for long': async (store) => {
    const { id } = await tellDirectly(store, 'long', ['person lin']);
    const mine = async () =>
      (await takeDirect(store)).find(({ notification: { caseId } }) => caseId === id);
    const again = { state: 'waiting', channel: 'hook', nextAt: at } as const;
    const progress = { firstAt: at, channels: {} };
    for (let number = 1; number <= 23; number += 1) {
      const row = await mine();
      const attempt = row && { ...triedAt(row, 'retryable'), detail: `try ${number}` };
      if (row && attempt) await store.direct.settle(row, attempt, { ...again, progress });
    }
    const [delivery] = await store.notifications.deliveriesOf(id);
    expect(delivery?.attempts).toBe(23);
    expect(delivery?.tries?.map(({ detail }) => detail)).toEqual(
      Array.from({ length: 20 }, (_, index) => `try ${index + 4}`),
    );
    await settleDirect(store, await mine(), 'handed-over');
  },

  'takes what was to wait by a clock that was put back since': async (store) => {
    const file = await tellDirectly(store, 'stepped', ['person shen'], at + 86_400_000);
    const mine = async () =>
      (await takeDirect(store)).find(({ notification: { caseId } }) => caseId === file.id);
    const row = await mine();
    const progress = { firstAt: at, channels: {} };
    const after = { state: 'waiting', channel: 'hook', nextAt: at + 86_400_000, progress } as const;
    if (row) await store.direct.settle(row, triedAt(row, 'retryable'), after);
    const again = await mine();
    expect(again?.notification.notificationId).toBe('stepped-1-person shen-direct');
    await settleDirect(store, again, 'handed-over');
    for (const one of [1, 2, 3, 4, 5])
      await tellDirectly(store, `stepped-${one}`, ['person shen'], at + 86_400_000 + one);
    const back = await tellDirectly(store, 'put-back', ['person shen'], at);
    expect(await store.engine.untoldOf(back.id)).toEqual([]);
    expect(await store.notifications.deliveriesOf(file.id)).toMatchObject([{ attempts: 2 }]);
    for (const left of await takeDirect(store)) await settleDirect(store, left, 'handed-over');
  },

  'holds back what is muted while it is, and writes that down': async (store) => {
    // Other tests use other times and see everything.
    const from = at + 1e9;
    const until = from + 1000;
    const own = { reason: 'works on the road', from, until, author: 'admin' };
    const person = await store.mutes.add({ of: 'person', id: 'gao', ...own });
    expect(await store.mutes.at(from)).toEqual([person]);
    // The clock was set back since.
    expect(await store.mutes.at(from - 3_600_000)).toEqual([person]);
    const held = await tellDirectly(store, 'held', ['person gao', 'person he'], from + 1);
    const after = await tellDirectly(store, 'after', ['person gao'], until);
    expect(await store.engine.untoldOf(held.id)).toMatchObject([
      { person: 'person gao', reason: 'muted' },
    ]);
    expect(await store.notifications.deliveriesOf(held.id)).toHaveLength(1);
    expect(await store.notifications.deliveriesOf(after.id)).toHaveLength(1);
    const fence = await store.mutes.add({ of: 'fence', id: 'exit-3-floor', ...own });
    const fenced = await tellDirectly(store, 'fenced', ['person he'], from + 2);
    expect(await store.notifications.deliveriesOf(fenced.id)).toEqual([]);
    expect(await store.mutes.end(fence.mute, from + 3, 'wu')).toBe(true);
    expect(await store.mutes.end(fence.mute, from + 4, 'wu')).toBe(false);
    expect(await store.mutes.at(from + 4)).toEqual([person]);
    // Ended, and the clock was set back since.
    expect(await store.mutes.at(from - 3_600_000)).toEqual([person]);
    expect(await store.mutes.at(until)).toEqual([]);
  },
};
