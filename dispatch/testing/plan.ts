// The plan that the ingest makes for an alert, for tests of the store alone.
import type { Alert } from '../../contracts/index.ts';
import { decideAlert } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { caseToJoin } from '../cases/join-case.ts';
import { tellingOfAlert } from '../delivery/telling.ts';
import { routeAlert } from '../routing/route-alert.ts';
import type { RecordPlan } from '../store/record-alert.ts';

export function planFor(alert: Alert, at = alert.raisedAt + 5): RecordPlan {
  return {
    alert,
    at,
    day: '20261122',
    waitForEarlier: false,
    join: (folders) => caseToJoin(alert, folders, unknownFence),
    decide: (current, caseId) => decideAlert({ alert, current, caseId, fence: unknownFence, at }),
    notify: (decision) =>
      tellingOfAlert({
        alert,
        decision,
        recipients: routeAlert(alert, { roster: [], timezone: 'Asia/Shanghai' }, at),
        group: null,
        telling: null,
        publicUrl: 'http://dispatch.test',
        at,
      }),
  };
}
