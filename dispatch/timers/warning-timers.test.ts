// Who is warned of a limit, and when: each row is a situation and a time; and random logs compared with a minute-by-minute
// simulation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completePolicy, type CaseAction, type SiteFile } from '../../contracts/index.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import { createWorkCalendar } from '../deadlines/work-calendar.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aCase, after, decide, type CaseContext } from '../testing/a-case.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { playedAt as start } from '../testing/play-alerts.ts';
import { runs } from '../testing/slow-time.ts';
import { lookAt } from './look.ts';
import type { DueInput } from './timer.ts';
import { warningTimers } from './warning-timers.ts';

const minute = 60_000;
const calendar = createWorkCalendar([], 'Asia/Shanghai');
/** On site in 30 minutes and handled in 60, as for a fire exit by default. */
const policy = completePolicy({});
const policies = [{ from: 0, policy }];

const everyPart = ['handler', 'duty-leader', 'dispatcher', 'inspector'] as const;
const minutesLater = (minutes: number) => start + minutes * minute;

/** @param done the actions of `li`, and when, in minutes after the start */
function caseAfter(...done: readonly [CaseAction, number][]): CaseContext {
  return done.reduce(
    (context, [action, minutes]) =>
      after(context, { action, by: 'li', parts: everyPart, at: minutesLater(minutes) }),
    aCase(),
  );
}

function warnings(context: CaseContext, minutes: number, change: Partial<DueInput> = {}) {
  const at = minutesLater(minutes);
  const timers = warningTimers({
    ...context,
    policies,
    calendar,
    isWatched: true,
    at,
    ...change,
  });
  return timers.map((timer) => {
    if (timer.brings !== 'warning') throw new Error('not a warning');
    const { limit, light, targets, dueAt } = timer;
    return [limit, light, (dueAt - start) / minute, targets.join('+')];
  });
}

const acknowledged: [CaseAction, number] = [{ action: 'acknowledge' }, 1];
const arrived: [CaseAction, number] = [{ action: 'arrive' }, 10];

describe('the holder and the duty leader', () => {
  it.each<[string, CaseContext, number, unknown[]]>([
    [
      'before anybody has accepted it, the escalation reminds people: the duty leader hears of red alone',
      aCase(),
      2,
      [
        ['onSite', 'red', 30, 'duty-leader'],
        ['handle', 'red', 60, 'duty-leader'],
      ],
    ],
    [
      'who has it hears of yellow and red',
      caseAfter(acknowledged),
      2,
      [
        ['onSite', 'yellow', 24, 'handler'],
        ['onSite', 'red', 30, 'handler+duty-leader'],
        ['handle', 'yellow', 48, 'handler'],
        ['handle', 'red', 60, 'handler+duty-leader'],
      ],
    ],
    [
      'a limit that was met warns no more',
      caseAfter(acknowledged, arrived),
      11,
      [
        ['handle', 'yellow', 48, 'handler'],
        ['handle', 'red', 60, 'handler+duty-leader'],
      ],
    ],
    [
      'a look that comes late warns of red alone',
      caseAfter(acknowledged, arrived),
      61,
      [['handle', 'red', 60, 'handler+duty-leader']],
    ],
    [
      'a verification that nobody does is for the duty leader',
      caseAfter(acknowledged, arrived, [{ action: 'handle' }, 20]),
      21,
      [['verify', 'red', 80, 'duty-leader']],
    ],
    [
      'nothing runs while another department is waited for',
      caseAfter(acknowledged, arrived, [{ action: 'wait', reason: 'power' }, 20]),
      100,
      [],
    ],
    [
      'after the wait the time used before counts',
      caseAfter(
        acknowledged,
        arrived,
        [{ action: 'wait', reason: 'power' }, 20],
        [{ action: 'go-on' }, 120],
      ),
      121,
      [
        ['handle', 'yellow', 148, 'handler'],
        ['handle', 'red', 160, 'handler+duty-leader'],
      ],
    ],
    ['a void case warns nobody', caseAfter([{ action: 'void', why: 'permitted' }, 1]), 2, []],
  ])('%s', (_, context, minutes, expected) => {
    expect(warnings(context, minutes)).toEqual(expected);
  });

  it('are not told that it is yellow when the holder has snoozed it', () => {
    const context = caseAfter(acknowledged, arrived);
    const until = minutesLater(55);
    const snoozed = { ...context.log.at(-1)!, step: 'snoozed' as const, details: { until } };
    expect(warnings({ ...context, log: [...context.log, snoozed] }, 21)).toEqual([
      ['handle', 'red', 60, 'handler+duty-leader'],
    ]);
  });

  it('the duty leader is warned of a review that takes too long', () => {
    const reported = aCase('reported');
    const log = reported.log.slice(0, 1).map((step) => ({ ...step, state: 'reported' as const }));
    expect(warnings({ ...reported, log }, 1)).toEqual([['dispatch', 'red', 30, 'duty-leader']]);
  });

  it("the round's policy applies: cases from before the setting cause no warning", () => {
    const { warnings: _, ...before } = policy;
    const versions = [
      { from: 0, policy: before },
      { from: start + minute, policy },
    ];
    expect(warnings(caseAfter(acknowledged), 2, { policies: versions })).toEqual([]);
    expect(warnings(caseAfter(acknowledged), 2, { calendar: undefined })).toEqual([]);
  });

  it('an entry of the site comes before the defaults, for its kinds and limits', () => {
    const own = completePolicy({
      warnings: [
        { kinds: ['debris-pile'], yellow: ['handler'], red: ['handler'] },
        { kinds: ['blocked-fire-exit'], limits: ['onSite'], yellow: [], red: [] },
      ],
    });
    const change = { policies: [{ from: 0, policy: own }] };
    expect(warnings(caseAfter(acknowledged), 2, change)).toEqual([
      ['handle', 'yellow', 48, 'handler'],
      ['handle', 'red', 60, 'handler+duty-leader'],
    ]);
  });
});

describe('lookAt', () => {
  const organised: Partial<SiteFile> = {
    units: [
      { id: 'city', name: 'City', level: 'city' },
      { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
    ],
    people: ['li', 'wu', 'sun'].map((id) => ({ id, name: id })),
    shifts: [
      { id: 'a', unit: 'west', part: 'officer', people: ['sun', 'li'] },
      { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
    ],
    routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
  };
  const accepted = caseAfter(acknowledged, arrived);
  const duty = { person: 'li', unit: 'west', part: 'officer' } as const;
  const held: CaseContext = {
    ...accepted,
    log: accepted.log.map((one) =>
      one.step === 'acknowledged' ? { ...one, details: { duty } } : one,
    ),
  };
  const look = (context: CaseContext, minutes: number, file = organised) =>
    lookAt({
      ...context,
      policies,
      calendar,
      recipients: recipientsOfSite(aSite(file)),
      publicUrl: 'http://d',
      isWatched: true,
      at: minutesLater(minutes),
    });
  const heard = ({ outgoing }: ReturnType<typeof look>) =>
    outgoing.map(({ notification: { role, recipient, purpose, limit } }) => [
      role,
      recipient?.name ?? null,
      purpose,
      limit,
    ]);

  it('warns the person who has the case, then the duty leader too, each colour once', () => {
    const yellow = look(held, 48);
    expect(heard(yellow)).toEqual([['officer', 'li', 'due-soon', 'handle']]);
    expect(yellow.steps).toMatchObject([
      { step: 'reminded', state: 'on-site', details: { limit: 'handle', light: 'yellow' } },
    ]);
    const later: CaseContext = { ...held, case: yellow.case, log: [...held.log, ...yellow.steps] };
    expect(look(later, 59).steps).toEqual([]);
    const red = look(later, 60);
    expect(heard(red)).toEqual([
      ['officer', 'li', 'overdue', 'handle'],
      ['duty-leader', 'wu', 'overdue', 'handle'],
    ]);
    expect(red.steps).toMatchObject([
      {
        step: 'escalated',
        reason: expect.stringContaining('handle is red') as string,
        details: {
          limit: 'handle',
          light: 'red',
          asked: [
            { part: 'officer', unit: 'West', person: 'li', result: 'on-duty' },
            { part: 'duty-leader', unit: 'West', result: 'nobody-on-duty' },
            { part: 'duty-leader', unit: 'City', person: 'wu', result: 'on-duty' },
          ],
        },
      },
    ]);
    const last: CaseContext = { ...later, log: [...later.log, ...red.steps] };
    expect(look(last, 600)).toMatchObject({ steps: [], nextAt: null });
  });

  it('sends only the red warning after a stop of dispatch', () => {
    expect(look(held, 90).steps.map(({ key }) => key)).toEqual([`warn-handle-${start}-red`]);
  });

  it('reports a missing duty leader, and still uses the topic', () => {
    const shifts = organised.shifts?.slice(0, 1) ?? [];
    const { untold, outgoing } = look(held, 60, { ...organised, shifts });
    expect(outgoing).toHaveLength(2);
    expect(untold).toMatchObject([{ role: 'duty-leader', person: null, reason: 'nobody-on-duty' }]);
  });

  it('does not wait for the end of quiet hours', () => {
    const people = organised.people?.map((one) => ({
      ...one,
      quietHours: { hours: [{ from: '00:00', to: '23:59' }] },
    }));
    const ordinary = { ...held, case: { ...held.case, severity: 'normal' as const } };
    const { steps } = look(ordinary, 60, { ...organised, people: people ?? [] });
    expect(steps.map(({ details }) => details?.quietUntil)).toEqual([undefined]);
  });
});

describe('random histories', () => {
  const actions: CaseAction[] = [
    { action: 'acknowledge' },
    { action: 'arrive' },
    { action: 'wait', reason: 'power' },
    { action: 'go-on' },
    { action: 'handle' },
    { action: 'return', reason: 'not done' },
  ];
  const history = fc.array(
    fc.record({ action: fc.constantFrom(...actions), minutes: fc.integer({ min: 1, max: 25 }) }),
    { maxLength: 8 },
  );

  it('warn at the minute at which a running limit changes its colour, and never earlier', () => {
    fc.assert(
      fc.property(history, (done) => {
        let context = aCase();
        let now = 0;
        for (const { action, minutes } of done) {
          now += minutes;
          const at = minutesLater(now);
          const result = decide(context, { action, by: 'li', parts: everyPart, at });
          if (result.ok)
            context = { ...context, case: result.case, log: [...context.log, result.step] };
        }
        for (const [limit, light, dueMinute] of warnings(context, now)) {
          const lightAt = (minutes: number) =>
            deadlinesOf({ ...context, policies, calendar, at: minutesLater(minutes) }).find(
              ({ name }) => name === limit,
            )?.light;
          const before = light === 'red' ? ['green', 'yellow'] : ['green'];
          expect(before).toContain(lightAt(Number(dueMinute)));
          expect(lightAt(Number(dueMinute) + 0.01)).toBe(light);
        }
      }),
      runs(1000),
    );
  });
});
