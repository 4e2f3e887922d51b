// Lights and limits of cases: fixed examples, and random histories compared with a count of every minute.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caseStates,
  caseStepNames,
  completePolicy,
  emptyCalendar,
  limitNames,
  type CaseState,
  type LimitName,
} from '../../contracts/index.ts';
import { sundayMorning } from '../testing/alerts.ts';
import { usedByMinutes } from '../testing/slow-deadlines.ts';
import { runs } from '../testing/slow-time.ts';
import type { LoggedStep } from './case-clocks.ts';
import { deadlinesOf, lightOf, limitsFor, worstLight, type DeadlineInput } from './deadlines.ts';
import { createWorkCalendar } from './work-calendar.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = sundayMorning + 24 * hour;
const policy = completePolicy({});
const { workingTime } = policy;
const calendar = createWorkCalendar(
  [{ from: 0, calendar: emptyCalendar, workingTime }],
  'Asia/Shanghai',
);
const vending = { kind: 'street-vending', matterCode: '09006', severity: 'normal' } as const;

/** Steps at minutes after the start: Monday, 08:00 in Shanghai. */
function log(...steps: [LoggedStep['step'], CaseState, number][]): LoggedStep[] {
  return steps.map(([step, state, after]) => ({ step, state, at: start + after * minute }));
}

function standing(steps: LoggedStep[], afterMinutes: number, change: Partial<DeadlineInput> = {}) {
  const states = deadlinesOf({
    case: vending,
    log: steps,
    policies: [{ from: 0, policy }],
    calendar,
    at: start + afterMinutes * minute,
    ...change,
  });
  return Object.fromEntries(states.map((state) => [state.name, state]));
}

const given = log(['reported', 'reported', 0], ['dispatched', 'dispatched', 10]);

describe('deadlinesOf', () => {
  it("starts the handlers' clocks at the dispatch", () => {
    const { dispatch, onSite, handle, verify } = standing(given, 40);
    expect(dispatch).toMatchObject({ metAt: start + 10 * minute, isRunning: false });
    expect(dispatch?.used).toBeCloseTo(1 / 3);
    expect(onSite).toMatchObject({ used: 0.5, light: 'green', isRunning: true });
    expect(handle).toMatchObject({ used: 0.25, yellowUntil: start + 130 * minute });
    expect(verify).toBeUndefined();
  });

  it.each([
    [48, 'green'],
    [58, 'green'],
    [59, 'yellow'],
    [70, 'yellow'],
    [71, 'red'],
  ] as const)('is, %i minutes after the report and an hour to be on site, %s', (after, light) => {
    expect(standing(given, after)['onSite']?.light).toBe(light);
  });

  it('gives the time at which the light changes', () => {
    const { onSite } = standing(given, 20);
    expect(onSite).toMatchObject({
      greenUntil: start + 58 * minute,
      yellowUntil: start + 70 * minute,
    });
  });

  it('pauses while the case is deferred or waits, and keeps the time used before', () => {
    const paused = [
      ...given,
      ...log(
        ['on-site', 'on-site', 40],
        ['waiting', 'on-site', 50],
        ['went-on', 'on-site', 500],
        ['deferred', 'deferred', 510],
        ['resumed', 'dispatched', 3000],
      ),
    ];
    // 10 to 50, and 500 to 510.
    expect(standing(paused, 100)['handle']?.used).toBeCloseTo(40 / 120);
    expect(standing(paused, 100)['handle']).toMatchObject({ isRunning: false, yellowUntil: null });
    expect(standing(paused, 2000)['handle']?.used).toBeCloseTo(50 / 120);
    expect(standing(paused, 3000)['handle']?.yellowUntil).toBe(start + 3070 * minute);
  });

  it('stays paused when a case that waits for others is handed on at the end of a shift', () => {
    const handedOn = [
      ...given,
      ...log(['waiting', 'acknowledged', 50], ['handed-on', 'dispatched', 100]),
    ];
    expect(standing(handedOn, 400)['handle']?.used).toBeCloseTo(40 / 120);
    expect(standing(handedOn, 400)['handle']?.isRunning).toBe(false);
  });

  it('continues when the case is returned, and gives each verification its own time', () => {
    const returned = [
      ...given,
      ...log(['handled', 'handled', 60], ['returned', 'returned', 90], ['handled', 'handled', 100]),
    ];
    expect(standing(returned, 80)['handle']).toMatchObject({ metAt: start + 60 * minute });
    expect(standing(returned, 95)['handle']?.metAt).toBeNull();
    expect(standing(returned, 95)['handle']?.used).toBeCloseTo(55 / 120);
    expect(standing(returned, 130)['verify']?.used).toBeCloseTo(0.5);
  });

  it('starts a new round when a closed case comes back', () => {
    const back = [
      ...given,
      ...log(
        ['handled', 'handled', 60],
        ['verified', 'verified', 70],
        ['closed', 'closed', 71],
        ['came-back', 'dispatched', 1000],
      ),
    ];
    expect(standing(back, 1060)['handle']).toMatchObject({ used: 0.5, metAt: null });
  });

  it('gives a new assignee the whole time to accept, but no more time to handle', () => {
    const moved = [...given, ...log(['transferred', 'dispatched', 22])];
    expect(standing(moved, 25)['acknowledge']?.used).toBeCloseTo(3 / 15);
    expect(standing(moved, 25)['handle']?.used).toBeCloseTo(15 / 120);
  });

  it('counts debris in workdays: from Monday 08:10 four of them end on Thursday evening', () => {
    const muck = { kind: 'debris-pile', matterCode: '06011', severity: 'normal' } as const;
    const { handle } = standing(given, 20, { case: muck });
    expect(handle?.yellowUntil).toBe(start + 3 * 24 * hour + 9.5 * hour);
  });

  it('judges a case by the policy of its report time, whatever came later', () => {
    const strict = completePolicy({
      deadlines: [{ handle: { unit: 'time', amount: 10 * minute } }],
    });
    const policies = (from: number) => [
      { from: 0, policy },
      { from, policy: strict },
    ];
    const after = standing(given, 40, { policies: policies(start + 5 * minute) });
    expect(after['handle']?.light).toBe('green');
    expect(standing(given, 40, { policies: policies(start) })['handle']?.light).toBe('red');
  });

  it('is empty for a case without steps', () => {
    expect(standing([], 10)).toEqual({});
    expect(standing(given, -1)).toEqual({});
  });

  it('equals a count minute by minute, in random histories', () => {
    const someStep = fc.record({
      step: fc.constantFrom(...caseStepNames),
      state: fc.constantFrom(...caseStates.filter((state) => state !== 'reported')),
      after: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 12 }), (steps) => {
        let at = 0;
        const history = log(
          ['reported', 'reported', 0],
          ...steps.map(({ step, state, after }): [LoggedStep['step'], CaseState, number] => [
            ...([step, state, (at += after)] as const),
          ]),
        );
        const until = at + 100;
        const fast = standing(history, until);
        const slow = usedByMinutes(history, start + until * minute);
        const limits = limitsFor(vending, policy.deadlines);
        for (const name of limitNames) {
          const amount = limits[name]?.amount ?? 1;
          expect((fast[name]?.used ?? 0) * amount).toBeCloseTo(slow[name], 3);
        }
      }),
      runs(100),
    );
  });
});

describe('limitsFor', () => {
  const amounts = (file: DeadlineInput['case']) => {
    const limits = limitsFor(file, policy.deadlines);
    const text = (name: LimitName) => `${limits[name]?.amount} ${limits[name]?.unit}`;
    return limitNames.map(text);
  };
  const time = (minutes: number) => `${minutes * minute} time`;

  it('has the field defaults', () => {
    expect(amounts(vending)).toEqual([30, 15, 60, 120, 60].map(time));
    expect(amounts({ ...vending, severity: 'critical' })[0]).toBe(time(10));
    const debris = { kind: 'debris-pile', severity: 'normal' } as const;
    expect(amounts({ ...debris, matterCode: '06011' })[3]).toBe('4 workdays');
    expect(amounts({ ...debris, matterCode: '06010' })[3]).toBe('1 workdays');
  });
});

describe('lights', () => {
  it.each([
    [0, 'green'],
    [0.8, 'green'],
    [0.1 + 0.7, 'green'],
    [0.800001, 'yellow'],
    [1, 'yellow'],
    [1.000001, 'red'],
  ] as const)('%d is %s', (used, light) => {
    expect(lightOf(used)).toBe(light);
  });

  it('equal the worst of several', () => {
    expect(worstLight([{ light: 'green' }, { light: 'yellow' }])).toBe('yellow');
    expect(worstLight([])).toBeNull();
  });
});
