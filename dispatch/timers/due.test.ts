// The timers of a case: each row is a situation and a time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completePolicy, type CasePart } from '../../contracts/index.ts';
import { actOnCase, systemActor } from '../cases/act-on-case.ts';
import { aCase, after, type CaseContext } from '../testing/a-case.ts';
import { playedAt as start } from '../testing/play-alerts.ts';
import { runs } from '../testing/slow-time.ts';
import { dueOf } from './due.ts';
import type { DueInput } from './timer.ts';

const minute = 60_000;
const policy = completePolicy({
  escalation: [
    {
      steps: [
        { after: 5 * minute, tell: 'again' },
        { after: 10 * minute, tell: 'next-person' },
        { after: 15 * minute, tell: 'next-level' },
      ],
      repeat: 1,
      acknowledgementLapsesAfter: 60 * minute,
    },
  ],
});
const policies = [{ from: 0, policy }];
const handler = { by: 'li', parts: ['handler'] as CasePart[] };

function due(context: CaseContext, afterMinutes: number, change: Partial<DueInput> = {}) {
  const at = start + afterMinutes * minute;
  return dueOf({ ...context, policies, isWatched: true, at, ...change });
}

/** In minutes after the start. */
function keysAt(context: CaseContext, afterMinutes: number, change: Partial<DueInput> = {}) {
  const { timers, nextAt } = due(context, afterMinutes, change);
  const next = nextAt === null ? null : (nextAt - start) / minute;
  return [...timers.map(({ key }) => key), next];
}

describe('while nobody accepts a case', () => {
  it('people are notified step by step, the last step repeats, and then it ends', () => {
    const rows = [0, 5, 10, 15, 20, 25, 30, 90].map((at) => due(aCase(), at).timers.length);
    expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
    expect(due(aCase(), 30).timers).toMatchObject([
      { brings: 'telling', tell: 'again', person: 0, level: 0, dueAt: start + 5 * minute },
      { tell: 'next-person', person: 1, level: 0 },
      { tell: 'next-level', person: 0, level: 1 },
      { tell: 'again', person: 0, level: 1 },
      { tell: 'next-person', person: 1, level: 1 },
      { tell: 'next-level', person: 0, level: 2, dueAt: start + 30 * minute },
    ]);
    expect(due(aCase(), 30).nextAt).toBeNull();
  });

  it('the next look is known', () => {
    expect(keysAt(aCase(), 3)).toEqual([5]);
    expect(keysAt(aCase(), 12)).toEqual(['tell-2-0-0', 'tell-2-0-1', 15]);
  });

  it('a timer that is in the log does not run again', () => {
    const { log, ...rest } = aCase();
    const [first] = log;
    const told = {
      ...first!,
      step: 'reminded' as const,
      state: 'dispatched' as const,
      key: 'tell-2-0-0',
    };
    expect(keysAt({ ...rest, log: [...log, told] }, 12)).toEqual(['tell-2-0-1', 15]);
  });

  it('a new assignment starts again, with new keys', () => {
    const moved = after(aCase(), {
      action: { action: 'transfer', to: { unit: 'east' }, reason: 'theirs' },
      by: 'he',
      parts: ['dispatcher'],
      at: start + 7 * minute,
    });
    expect(keysAt(moved, 8)).toEqual(['give-3', 12]);
    expect(keysAt(moved, 13)).toEqual(['give-3', 'tell-3-0-0', 17]);
  });

  it("the policy of the assignment's time applies", () => {
    const later = completePolicy({
      escalation: [{ steps: [{ after: 1, tell: 'again' }], repeat: 0 }],
    });
    const both = [...policies, { from: start + 1, policy: later }];
    expect(keysAt(aCase(), 3, { policies: both })).toEqual([5]);
  });

  it('it ends when the case is accepted', () => {
    const taken = after(aCase(), {
      action: { action: 'acknowledge' },
      ...handler,
      at: start + minute,
    });
    expect(keysAt(taken, 30)).toEqual([61]);
  });
});

describe('an acknowledgement', () => {
  const taken = after(aCase(), { action: { action: 'acknowledge' }, ...handler });

  it('lapses without progress, and the case is open again', () => {
    expect(keysAt(taken, 60)).toEqual(['lapse-3', null]);
    const lapsed = carryOut(taken, 60);
    expect(lapsed.case).toMatchObject({ state: 'dispatched', acknowledgedBy: null });
    expect(keysAt(lapsed, 66)).toEqual(['give-4', 'tell-4-0-0', 70]);
  });

  it('does not lapse while somebody is on site, or waits for another department', () => {
    const there = after(taken, { action: { action: 'arrive' }, ...handler });
    expect(keysAt(there, 600)).toEqual([null]);
    const waiting = after(taken, { action: { action: 'wait', reason: 'power' }, ...handler });
    expect(keysAt(waiting, 600)).toEqual([null]);
    const on = after(waiting, {
      action: { action: 'go-on' },
      ...handler,
      at: start + 500 * minute,
    });
    expect(keysAt(on, 510)).toEqual([560]);
  });
});

describe('a deferral', () => {
  it('ends by itself', () => {
    const until = start + 100 * minute;
    const deferred = after(aCase(), {
      action: { action: 'defer', until, reason: 'road works' },
      by: 'chen',
      parts: ['duty-leader'],
    });
    expect(keysAt(deferred, 99)).toEqual([100]);
    expect(keysAt(deferred, 100)).toEqual(['resume-3', null]);
    expect(carryOut(deferred, 100).case.state).toBe('dispatched');
  });
});

describe('the camera', () => {
  const clear = (at: number): CaseContext => {
    const open = aCase('dispatched', false);
    return { ...open, case: { ...open.case, clearedAt: start + at * minute } };
  };
  const handled = (context: CaseContext, at: number) =>
    after(context, { action: { action: 'handle' }, ...handler, at: start + at * minute });

  it('verifies a handled case after the place was clear for a while, and the case is closed', () => {
    const said = handled(clear(10), 8);
    expect(keysAt(said, 14)).toEqual([15]);
    const proved = carryOut(said, 15);
    expect(proved.case.state).toBe('verified');
    expect(carryOut(proved, 15).case.state).toBe('closed');
    expect(proved.log.at(-1)).toMatchObject({ actor: null, part: 'system', step: 'verified' });
  });

  it('counts from "handled" when the place was clear before', () => {
    expect(keysAt(handled(clear(-60), 8), 9)).toEqual([13]);
  });

  it('returns a case whose object is still there', () => {
    const still = handled(aCase(), 2);
    expect(keysAt(still, 16)).toEqual([17]);
    expect(carryOut(still, 17).case).toMatchObject({ state: 'returned' });
  });

  it.each<[string, CaseContext, Partial<DueInput>]>([
    ['looks elsewhere', handled(clear(1), 2), { isWatched: false }],
    ['has fallen silent', handled(aCase(), 2), { incidents: [{ present: true, awaitedUntil: 0 }] }],
    ['never saw it', handled(clear(1), 2), { incidents: [] }],
  ])('proves nothing when it %s', (_, context, change) => {
    expect(keysAt(context, 500, change)).toEqual([null]);
  });

  it('records that it is clear before anybody arrived, and closes it if the policy says so', () => {
    const since = start + minute;
    expect(keysAt(clear(1), 6)).toEqual(['tell-2-0-0', `clear-${since}`, 10]);
    expect(carryOut(clear(1), 6).log.at(-1)).toMatchObject({ step: 'clear-before-arrival' });
    const closing = [
      { from: 0, policy: completePolicy({ closure: { clearBeforeArrival: 'close' } }) },
    ];
    const closed = carryOut(clear(1), 6, { policies: closing });
    expect(closed.case.state).toBe('closed');
    expect(closed.log.at(-1)).toMatchObject({ step: 'closed', key: `close-clear-${since}` });
  });

  it('leaves cases verified by a person to the duty leader', () => {
    const proved = after(handled(clear(1), 2), {
      action: { action: 'verify' },
      by: 'zhao',
      parts: ['inspector'],
    });
    expect(keysAt(proved, 500)).toEqual([null]);
  });
});

describe('every timer', () => {
  it('runs once, however often and late the case is checked', () => {
    const someLooks = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 30 });
    fc.assert(
      fc.property(someLooks, fc.boolean(), (pauses, present) => {
        let context = aCase('dispatched', present);
        context = { ...context, case: { ...context.case, clearedAt: present ? null : start } };
        let minutes = 0;
        for (const pause of pauses) {
          minutes += pause;
          context = carryOut(context, minutes);
        }
        const keys = context.log.map(({ key }) => key).filter((key) => key !== null);
        expect(new Set(keys).size).toBe(keys.length);
        expect(due(context, minutes).timers).toEqual([]);
      }),
      runs(100),
    );
  });
});

/** Runs everything that is due, like the caller of the pure function. */
function carryOut(
  context: CaseContext,
  afterMinutes: number,
  change: Partial<DueInput> = {},
): CaseContext {
  const at = start + afterMinutes * minute;
  let now = context;
  for (const timer of due(context, afterMinutes, change).timers) {
    const { key } = timer;
    if (timer.brings !== 'action') {
      const step = { ...now.log[0]!, step: 'reminded' as const, state: now.case.state, at, key };
      now = { ...now, log: [...now.log, step] };
      continue;
    }
    const result = actOnCase({ ...now, action: timer.action, actor: systemActor, at, key });
    if (result.ok) now = { ...now, case: result.case, log: [...now.log, result.step] };
  }
  return now;
}
