// The outcome of a case: how it ended, how long each stage took, and whether it was in time.
import { describe, expect, it } from 'vitest';
import {
  completePolicy,
  emptyCalendar,
  type CaseState,
  type CaseStep,
  type CaseStepName,
} from '../../contracts/index.ts';
import { createWorkCalendar } from '../deadlines/work-calendar.ts';
import { outcomeOf, type CaseOutcome, type CountedCase } from './case-outcome.ts';

const minute = 60_000;
const start = Date.parse('2026-11-23T00:00:00Z');
const policy = completePolicy({});
const calendar = createWorkCalendar(
  [{ from: 0, calendar: emptyCalendar, workingTime: policy.workingTime }],
  'Asia/Shanghai',
);
const vending: CountedCase = {
  id: '20261123-0001',
  kind: 'street-vending',
  gridCell: '370305001001001',
  fenceId: 'gate',
  severity: 'normal',
  matterCode: '09006',
  state: 'dispatched',
};

type Line = [
  step: CaseStepName,
  state: CaseState,
  minutes: number,
  actor?: string | undefined,
  details?: CaseStep['details'],
];

function step([name, state, minutes, actor, details]: Line): CaseStep {
  return {
    step: name,
    state,
    at: start + minutes * minute,
    actor: actor ?? null,
    alertId: null,
    part: null,
    reason: null,
    details: details ?? null,
    key: null,
  };
}

const given: Line[] = [
  ['reported', 'reported', 0],
  ['accepted', 'accepted', 0],
  ['dispatched', 'dispatched', 1],
];

function outcome(lines: Line[], afterMinutes: number): CaseOutcome {
  const log = [...given, ...lines].map(step);
  const state = log.at(-1)?.state ?? 'reported';
  const policies = [{ from: 0, policy }];
  const at = start + afterMinutes * minute;
  return outcomeOf({ case: { ...vending, state }, log, policies, calendar, at });
}

const settled: Line[] = [
  ['acknowledged', 'acknowledged', 5, 'li'],
  ['on-site', 'on-site', 31, 'li'],
  ['handled', 'handled', 61, 'li'],
  ['verified', 'verified', 70],
  ['closed', 'closed', 71],
];

describe('the outcome of a case', () => {
  it('without pauses gives the duration of each stage after the dispatch', () => {
    expect(outcome(settled, 200)).toMatchObject({
      month: '2026-11',
      person: 'li',
      end: 'closed',
      handledInTime: true,
      toAcknowledgeMs: 4 * minute,
      toOnSiteMs: 30 * minute,
      toSettleMs: 70 * minute,
      isOverdue: false,
      wasReturned: false,
      wasReopened: false,
    });
  });

  it('that nobody has accepted has no person and no durations, and is overdue after its limit', () => {
    expect(outcome([], 60)).toMatchObject({
      person: null,
      end: 'open',
      toAcknowledgeMs: null,
      toSettleMs: null,
    });
    expect(outcome([], 10)).toMatchObject({ isOverdue: false, handledInTime: null });
    expect(outcome([], 500)).toMatchObject({ isOverdue: true, handledInTime: false });
  });

  it('that was handled late is not in time, and no longer overdue for that', () => {
    const late: Line[] = [
      ['handled', 'handled', 300, 'wu'],
      ['verified', 'verified', 301],
      ['closed', 'closed', 302],
    ];
    expect(outcome(late, 1000)).toMatchObject({
      person: 'wu',
      handledInTime: false,
      isOverdue: false,
      toAcknowledgeMs: 299 * minute,
      toOnSiteMs: null,
    });
  });

  it('names the last handler, not the person who accepted it', () => {
    const handedOver: Line[] = [
      ['acknowledged', 'acknowledged', 5, 'li'],
      ['transferred', 'dispatched', 10, 'duty'],
      ['acknowledged', 'acknowledged', 12, 'wu'],
    ];
    expect(outcome(handedOver, 20).person).toBe('wu');
    expect(outcome([...handedOver, ['handled', 'handled', 30, 'he']], 40).person).toBe('he');
  });

  it.each<[string, Line[], Partial<CaseOutcome>]>([
    ['by a person', [['returned', 'returned', 80, 'duty']], { wasReturned: true }],
    ['by the camera', [['came-back', 'returned', 80]], { wasReturned: true }],
    ['not when it came back before', [['came-back', 'handled', 80]], { wasReturned: false }],
  ])('was returned %s', (_, lines, expected) => {
    expect(outcome([...settled.slice(0, 3), ...lines], 90)).toMatchObject(expected);
  });

  it('that was closed and came back is open, re-opened, and not settled', () => {
    const back: Line[] = [...settled, ['came-back', 'dispatched', 100]];
    expect(outcome(back, 110)).toMatchObject({
      end: 'open',
      wasReopened: true,
      wasReturned: false,
      toSettleMs: null,
      handledInTime: null,
    });
  });

  it('that was void has its reason, and none once it is open again', () => {
    const gone: Line[] = [['void', 'void', 20, 'duty', { why: 'permitted' }]];
    expect(outcome(gone, 30)).toMatchObject({ end: 'void', voidWhy: 'permitted' });
    const again: Line[] = [...gone, ['re-opened', 'dispatched', 40, 'duty']];
    expect(outcome(again, 50)).toMatchObject({ end: 'open', voidWhy: null, wasReopened: true });
  });

  it('whose review lapsed is not void, until somebody re-opens it and voids it', () => {
    const lapsed: Line[] = [['review-lapsed', 'void', 20]];
    expect(outcome(lapsed, 30)).toMatchObject({ end: 'lapsed', voidWhy: null, isOverdue: false });
    const again: Line[] = [...lapsed, ['re-opened', 'dispatched', 40, 'duty']];
    expect(outcome(again, 50)).toMatchObject({ end: 'open', wasReopened: true });
    const judged: Line[] = [...again, ['void', 'void', 60, 'duty', { why: 'permitted' }]];
    expect(outcome(judged, 70)).toMatchObject({ end: 'void', voidWhy: 'permitted' });
  });

  it('that was escalated names the level', () => {
    const up: Line[] = [
      ['escalated', 'dispatched', 20, undefined, { level: 1 }],
      ['escalated', 'dispatched', 30, undefined, { level: 2 }],
    ];
    expect(outcome(up, 40)).toMatchObject({ wasEscalated: true, level: 2 });
  });

  it('does not count the time of a pause against it', () => {
    const paused: Line[] = [
      ['deferred', 'deferred', 30, 'duty'],
      ['resumed', 'dispatched', 3000],
      ['handled', 'handled', 3030, 'li'],
    ];
    expect(outcome(paused, 3040).handledInTime).toBe(true);
  });

  it('has no negative durations when the clock was set back between two steps', () => {
    expect(outcome([['acknowledged', 'acknowledged', -30, 'li']], 20).toAcknowledgeMs).toBe(0);
  });
});
