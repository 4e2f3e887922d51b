// A case whose object came back, for tests: each opening with its own reason, region and times.
import type { CaseDetail, CaseOpening, CaseStep, KeptEvidence } from '../../contracts/index.ts';
import { createEvent } from './sample-cases.ts';

const minute = 60_000;

/** The same case after the thing has come back `times` times, each 90 minutes after the last, there for 10 of them. */
export function cameBack(detail: CaseDetail, times: number): CaseDetail {
  const openings = Array.from({ length: times + 1 }, (_, index) =>
    openingAt(detail, index, index === times),
  );
  const newestAt = Math.max(...openings.map(({ openedAt }) => openedAt));
  return {
    ...detail,
    present: true,
    clearedAt: null,
    lastOpenedAt: newestAt,
    lastEventAt: newestAt,
    openings,
    deliveries: openings.flatMap((one) => deliveriesOf(detail, one)),
    events: openings.flatMap((one) => eventsOf(detail, one)),
    history: historyOf(detail),
  };
}

/** Steps of people and dispatch in the first hour. */
function historyOf({ openedAt }: CaseDetail): CaseStep[] {
  const step = (name: CaseStep['step'], afterMs: number, more: Partial<CaseStep>): CaseStep => ({
    step: name,
    state: 'acknowledged',
    at: openedAt + afterMs,
    actor: 'wang.fang',
    alertId: null,
    part: 'handler',
    reason: null,
    details: null,
    key: null,
    ...more,
  });
  const until = openedAt + 3 * 24 * 60 * minute;
  return [
    step('escalated', 4 * minute, { actor: null, part: 'system', state: 'dispatched' }),
    step('acknowledged', 6 * minute, {}),
    step('deferred', 40 * minute, {
      actor: 'li.na',
      part: 'duty-leader',
      state: 'deferred',
      details: { until },
      reason: '施工围挡未拆，等施工队周三撤场后再处置 · the site is fenced off until Wednesday',
    }),
  ];
}

function openingAt(detail: CaseDetail, index: number, isNewest: boolean): CaseOpening {
  const openedAt = detail.openedAt + index * 90 * minute;
  const opening = 1 + index * 2;
  const { incidentId, cameraId, cameraName, fenceId, fenceName, confidence, region } = detail;
  return {
    incidentId,
    opening,
    alertId: `${incidentId}-${opening}`,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion: 1,
    openedAt,
    presentSince: openedAt - 42_000,
    clearedAt: isNewest ? null : openedAt + 10 * minute,
    confidence,
    region: { ...region, x: Math.max(0.1, region.x - index * 0.02) },
    reason: index === 0 ? detail.reason : `Back for the time ${index}: ${detail.reason}`,
    trace: detail.trace,
    hasPicture: true,
    hasClip: true,
  };
}

/** Its clip begins late, and 12 s of it are missing. */
export function withGaps(detail: CaseDetail): CaseOpening {
  const opening = openingAt(detail, 0, true);
  const at = (seconds: number) => detail.openedAt + seconds * 1000;
  const asked = { from: at(-15), to: at(30) };
  const coverage = {
    startAt: at(-11),
    asked,
    kept: [
      { from: at(-11), to: at(8) },
      { from: at(20), to: at(30) },
    ],
    missing: [
      { from: at(-15), to: at(-11), reason: 'worker-not-running' as const },
      { from: at(8), to: at(20), reason: 'camera-away' as const },
    ],
  };
  return { ...opening, clip: { coverage, fault: null } };
}

function eventsOf(detail: CaseDetail, one: CaseOpening): CaseDetail['events'] {
  const { incidentId, opening, openedAt, clearedAt } = one;
  const effect = opening === 1 ? ('opened' as const) : ('came-back' as const);
  const opened = { ...createEvent(detail, opening, 'opened', openedAt), incidentId, effect };
  if (clearedAt === null) return [opened];
  const effectOfEnd = 'cleared' as const;
  const end = createEvent(detail, opening + 1, 'cleared', clearedAt);
  return [opened, { ...end, incidentId, effect: effectOfEnd }];
}

/** The hardest case to show: it came back thirteen times in the last day, seen by two cameras. */
export function backThirteenTimes(detail: CaseDetail): CaseDetail {
  const began = { ...detail, openedAt: detail.openedAt - 13 * 90 * minute };
  return cameBack(began, 13);
}

/** Two roles are notified twice of each opening: that it is there, and that it is gone or still there. */
function deliveriesOf({ deliveries }: CaseDetail, one: CaseOpening): CaseDetail['deliveries'] {
  return deliveries.flatMap((sample) =>
    (['opened', 'still-there'] as const).map((event, index) => {
      const capturedAt = one.openedAt + index * 5 * minute;
      const notificationId = `${one.alertId}-${event}-${sample.role}`;
      return { ...sample, notificationId, event, capturedAt, at: capturedAt + 700 };
    }),
  );
}

/** The picture was replaced on the disk, and the clip has gone from it. */
export function spoiltEvidence({ incidentId }: Pick<CaseDetail, 'incidentId'>): KeptEvidence {
  const opening = 1;
  return {
    hold: null,
    deleted: [],
    spoilt: [
      { incidentId, opening, name: 'picture', what: 'changed' },
      { incidentId, opening, name: 'clip', what: 'missing' },
    ],
  };
}
