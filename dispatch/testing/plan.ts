// The plan that the ingest makes for an alert, for tests of the store alone.
import type { Alert } from '../../contracts/index.ts';
import { decideAlert } from '../cases/decide-alert.ts';
import { toOutgoing } from '../delivery/to-outgoing.ts';
import { routeAlert } from '../routing/route-alert.ts';
import type { RecordPlan } from '../store/case-store.ts';

export function planFor(alert: Alert, at = alert.raisedAt + 5): RecordPlan {
  return {
    alert,
    at,
    day: '20261122',
    waitForEarlier: false,
    decide: (current, caseId) => decideAlert({ alert, current, caseId, polygon: [], at }),
    notify: (decision) =>
      toOutgoing({
        alert,
        decision,
        recipients: routeAlert(alert, { roster: [], timezone: 'Asia/Shanghai' }, at),
        publicUrl: 'http://dispatch.test',
        at,
      }),
  };
}
