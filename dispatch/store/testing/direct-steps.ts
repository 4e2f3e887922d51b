// Steps with direct messages that the tests of stores share: notify, take, settle.
import type { ChannelTry } from '../../../contracts/index.ts';
import { afterAttempt, type AfterAttempt } from '../../delivery/after-attempt.ts';
import type { DirectOutgoing, Telling } from '../../delivery/telling.ts';
import { anAddressee, aNotification } from '../../channels/direct/testing/a-message.ts';
import { anAlert } from '../../testing/alerts.ts';
import { planFor } from '../../testing/plan.ts';
import type { DirectRow } from '../../delivery/direct-queue.ts';
import type { Store } from '../store.ts';
import { caseOf } from './store-tests.ts';

export const at = 1_000_000;
export const limit = { messages: 4, within: 60_000 };

/** A case whose one alert notifies each of these people directly. */
export async function tellDirectly(
  store: Store,
  incidentId: string,
  people: readonly string[],
  moment = at,
) {
  const record = planFor(anAlert({ incidentId }), { at: moment });
  const directOf = (caseId: string, key: string): DirectOutgoing => {
    const notificationId = `${incidentId}-1-${key}-direct`;
    const notification = { ...aNotification, caseId, notificationId };
    const addressee = { ...anAddressee, key, name: key, channels: ['hook', 'mail'] };
    return { notification, addressee, routing: 'on-duty', raisedAt: 1 };
  };
  await store.cases.record((transaction) =>
    record({
      ...transaction,
      addTelling: (caseId) => {
        const direct = people.map((key) => directOf(caseId, key));
        const telling: Telling = { outgoing: [], direct, untold: [], limit, quietUntil: null };
        return transaction.addTelling(caseId, telling, moment);
      },
    }),
  );
  return caseOf(store, incidentId);
}

export const takeDirect = (store: Store, channel = 'hook', inHand: string[] = []) =>
  store.direct.claim({ channel, limit: 10, at, inHand });
export const triedAt = (row: DirectRow, outcome: ChannelTry['outcome']): ChannelTry => ({
  channel: row.channel,
  at,
  outcome,
  detail: 'x',
  reason: outcome === 'delivered' ? null : 'gone',
});
export const settleDirect = (
  store: Store,
  row: DirectRow | undefined,
  after: AfterAttempt['state'],
) => {
  if (row === undefined) throw new Error('there is nothing to settle');
  return after === 'waiting'
    ? store.direct.settle(row, triedAt(row, 'permanent'), nextOf(row))
    : store.direct.settle(row, triedAt(row, after === 'failed' ? 'permanent' : 'delivered'), {
        state: after,
      });
};

export function nextOf(row: DirectRow): AfterAttempt {
  return afterAttempt({
    channels: row.addressee.channels,
    channel: row.channel,
    progress: row.progress,
    at,
    outcome: { outcome: 'permanent', reason: 'gone', detail: 'x' },
    isFailing: false,
    giveUpAfterMs: 1000,
  });
}

export const idsOf = (rows: readonly DirectRow[]) =>
  rows.map(({ notification }) => notification.notificationId);
