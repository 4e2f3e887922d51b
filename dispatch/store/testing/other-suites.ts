// Required behaviour of every store for notifications, rejected messages, people, and an empty store.
import { expect } from 'vitest';
import { anAlert } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

export const emptyTests: StoreTests = {
  'lists nothing, counts nothing, finds nothing': async (store) => {
    expect(await store.cases.list({ limit: 10 })).toEqual([]);
    expect(await store.cases.countPresent()).toBe(0);
    expect(await store.cases.find('20261122-0001')).toBeNull();
    expect(await store.cases.openFences()).toEqual([]);
    expect(await store.notifications.waiting(10)).toEqual([]);
    expect(await store.rejected.latest(10)).toEqual([]);
    expect(await store.people.countUsers()).toBe(0);
    expect(await store.fences.newest()).toEqual([]);
    expect(await store.fences.history('gate')).toEqual([]);
    expect(await store.fences.find('gate', 1)).toBeNull();
    expect(await store.fences.revision()).toBe(0);
    expect(await store.fences.confirmedViews()).toEqual([]);
    const nobody = { caseId: '20261122-0001', key: null, decide: () => refuse() };
    expect(await store.cases.act(nobody)).toEqual({ outcome: 'no-such-case' });
    await expect(store.ping()).resolves.toBeUndefined();
  },
};

const handedOver = { outcome: 'handed-over', listeners: 'nobody' } as const;

export const notificationTests: StoreTests = {
  'gives them in the order of their alerts and settles each outcome': async (store) => {
    for (const { notification } of await store.notifications.waiting(1000))
      await store.notifications.settle(notification.notificationId, handedOver, 1);
    await store.cases.record(planFor(anAlert({ incidentId: 'order-b' })));
    await store.cases.record(planFor(anAlert({ incidentId: 'order-a' })));
    const waiting = await store.notifications.waiting(10);
    const names = waiting.map(({ notification }) => notification.notificationId);
    expect(names).toEqual([
      'order-b-1-officer',
      'order-b-1-property',
      'order-a-1-officer',
      'order-a-1-property',
    ]);
    const [first = '', second = '', third = ''] = names;
    await store.notifications.settle(first, handedOver, 70);
    const lost = { outcome: 'retryable', reason: 'connection-lost', detail: 'reset' } as const;
    await store.notifications.settle(second, lost, 71);
    const never = { outcome: 'permanent', reason: 'not-publishable', detail: 'topic' } as const;
    await store.notifications.settle(third, never, 72);
    const { id } = await caseOf(store, 'order-b');
    expect(await store.notifications.deliveriesOf(id)).toMatchObject([
      { state: 'handed-over', attempts: 1, at: 70, error: null, listeners: 'nobody' },
      { state: 'waiting', attempts: 1, at: 71, error: 'connection-lost: reset' },
    ]);
    expect(await store.notifications.count('failed')).toBe(1);
    const left = await store.notifications.waiting(10);
    expect(left.map(({ notification }) => notification.role)).toEqual(['property', 'property']);
  },

  'keeps what the broker refuses, and gives the others past a topic that is left alone': async (
    store,
  ) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'refused' })));
    const topicOf = async (id: string) =>
      (await store.notifications.waiting(100)).find(
        ({ notification }) => notification.notificationId === id,
      )?.topic ?? '';
    const officers = await topicOf('refused-1-officer');
    const refused = {
      outcome: 'refused',
      reason: 'not-authorised',
      detail: 'x'.repeat(900),
    } as const;
    await store.notifications.settle('refused-1-officer', refused, 80);
    const others = await store.notifications.waiting(100, [officers]);
    expect(others.every(({ topic }) => topic !== officers)).toBe(true);
    expect(others.length).toBeGreaterThan(0);
    expect(await topicOf('refused-1-officer')).toBe(officers);
    const [first] = await store.notifications.deliveriesOf((await caseOf(store, 'refused')).id);
    expect(first).toMatchObject({ state: 'refused', attempts: 1, at: 80, listeners: null });
    expect(first?.error).toMatch(/^not-authorised: x+$/);
    expect(first?.error).toHaveLength(500);
  },
};

export const rejectedTests: StoreTests = {
  'keeps the latest thousand, and of a very long one its beginning': async (store) => {
    const message = { jobId: 'j', reason: 'malformed', faults: 'x', at: 9 };
    await store.rejected.keep({ ...message, body: 'z'.repeat(100_000) });
    expect((await store.rejected.latest(1))[0]?.body).toBe('z'.repeat(64 * 1024));
    for (let n = 0; n < 1000; n += 1) await store.rejected.keep({ ...message, body: `${n}` });
    const kept = await store.rejected.latest(2000);
    expect([kept.length, kept.at(-1)?.body]).toEqual([1000, '0']);
  },

  'keeps what came, even what no text column takes': async (store) => {
    const message = { jobId: 'j', reason: 'malformed', body: '"a\u0000b"', faults: 'x', at: 9 };
    await store.rejected.keep(message);
    expect(await store.rejected.latest(1)).toEqual([{ ...message, body: '"a\\u0000b"' }]);
  },
};

const password = {
  salt: Uint8Array.of(1, 2),
  hash: Uint8Array.of(3, 255),
  cost: { N: 2, r: 1, p: 1 },
};

const aSession = { createdAt: 0, address: '', agent: '' };

export const peopleTests: StoreTests = {
  'keeps users and their sessions, and ends sessions when the password changes': async (store) => {
    const account = { username: 'li', role: 'responder', password } as const;
    await store.people.put(account, 1);
    const found = await store.people.find('li');
    expect(found?.role).toBe('responder');
    expect([...(found?.password?.hash ?? [])]).toEqual([3, 255]);
    await store.people.openSession({ ...aSession, tokenHash: 't', username: 'li', expiresAt: 100 });
    const session = { user: { username: 'li', role: 'responder' }, expiresAt: 100 };
    expect(await store.people.findSession('t', 99)).toMatchObject(session);
    expect(await store.people.findSession('t', 100)).toBeNull();
    await store.people.put({ ...account, role: 'admin' }, 2);
    expect(await store.people.findSession('t', 99)).toBeNull();
    expect(await store.people.list()).toMatchObject([{ username: 'li', role: 'admin' }]);
  },

  'removes expired sessions, closed sessions, and users with their sessions': async (store) => {
    await store.people.put({ username: 'wu', role: 'auditor', password }, 1);
    for (const [tokenHash, expiresAt] of [
      ['old', 10],
      ['open', 90],
      ['closed', 90],
    ] as const)
      await store.people.openSession({ ...aSession, tokenHash, username: 'wu', expiresAt });
    await store.people.removeExpired(10);
    await store.people.closeSession('closed');
    expect(await store.people.findSession('old', 0)).toBeNull();
    expect(await store.people.findSession('closed', 0)).toBeNull();
    expect(await store.people.findSession('open', 0)).not.toBeNull();
    expect(await store.people.remove('wu')).toBe(true);
    expect(await store.people.remove('wu')).toBe(false);
    expect(await store.people.findSession('open', 0)).toBeNull();
  },
};

function refuse(): never {
  throw new Error('must not be asked');
}
