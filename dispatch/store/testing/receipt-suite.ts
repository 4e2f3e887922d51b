// Required behaviour of every store for receipts of devices and for people who open a case.
import { expect } from 'vitest';
import { anAlert } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import type { Store } from '../store.ts';
import { caseOf, type StoreTests } from './store-tests.ts';

export const receiptTests: StoreTests = {
  'keeps the first word of each kind, and whoever opened it has received it': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'heard' })));
    const say = (notificationId: string, step: 'received' | 'opened', at: number, by = 'phone 3') =>
      store.receipts.record({ notificationId, step, by, at });
    expect(await say('heard-1-officer', 'received', 10)).toBe('recorded');
    expect(await say('heard-1-officer', 'received', 11, 'phone 4')).toBe('repeated');
    expect(await say('heard-1-officer', 'opened', 12)).toBe('recorded');
    expect(await say('heard-1-property', 'opened', 13)).toBe('recorded');
    expect(await say('heard-1-property', 'received', 14)).toBe('repeated');
    const [officer, property] = await deliveriesOf(store, 'heard');
    expect(officer).toMatchObject({
      received: { at: 10, by: 'phone 3' },
      opened: { at: 12, by: 'phone 3' },
    });
    expect(property).toMatchObject({ received: { at: 13 }, opened: { at: 13 } });
  },

  'does not take one for a notification that there never was': async (store) => {
    const receipt = { notificationId: 'never-1-officer', step: 'opened', by: null, at: 1 } as const;
    expect(await store.receipts.record(receipt)).toBe('unknown-notification');
  },

  'says nothing of whoever has said nothing': async (store) => {
    await store.cases.record(planFor(anAlert({ incidentId: 'silent' })));
    const [one] = await deliveriesOf(store, 'silent');
    expect(one).toMatchObject({ received: null, opened: null, listeners: null });
    expect(await store.receipts.openedBy((await caseOf(store, 'silent')).id)).toEqual([]);
  },

  'keeps who opened a case, each with the first time': async (store) => {
    const { id } = await caseOf(store, 'heard');
    expect(await store.receipts.caseOpened(id, 'li', 20)).toBe(true);
    expect(await store.receipts.caseOpened(id, 'wu', 21)).toBe(true);
    expect(await store.receipts.caseOpened(id, 'li', 22)).toBe(false);
    expect(await store.receipts.openedBy(id)).toEqual([
      { username: 'li', at: 20 },
      { username: 'wu', at: 21 },
    ]);
  },
};

async function deliveriesOf(store: Store, incidentId: string) {
  return store.notifications.deliveriesOf((await caseOf(store, incidentId)).id);
}
