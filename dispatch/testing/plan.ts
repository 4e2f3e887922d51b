// Records an alert as the ingest does, for tests of the store alone.
import { completePolicy, type Alert } from '../../contracts/index.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { recordAlert, type RecordPlan, type RecordResult } from '../ingest/record-alert.ts';
import { createDutyPlan, routeAlert } from '../routing/route-alert.ts';
import type { RecordTransaction } from '../store/record-transaction.ts';

export function planFor(
  alert: Alert,
  change: Partial<RecordPlan> = {},
): (transaction: RecordTransaction) => Promise<RecordResult> {
  const at = change.at ?? alert.raisedAt + 5;
  const recipients = routeAlert(
    alert,
    createDutyPlan({ roster: [], timezone: 'Asia/Shanghai' }),
    at,
  );
  const plan: RecordPlan = {
    alert,
    at,
    day: '20261122',
    waitForEarlier: false,
    fence: unknownFence,
    addressed: { recipients, group: null },
    telling: null,
    policies: [{ from: 0, policy: completePolicy({}) }],
    publicUrl: 'http://dispatch.test',
    ...change,
  };
  return (transaction) => recordAlert(transaction, plan);
}
