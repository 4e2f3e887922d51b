// The timers of a case after the clock was set back by an hour or a day.
import { describe, expect, it } from 'vitest';
import { completePolicy } from '../../contracts/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aCase, after, type CaseContext } from '../testing/a-case.ts';
import { aSite } from '../testing/a-site.ts';
import { playedAt } from '../testing/play-alerts.ts';
import { lookAt } from './look.ts';
import { logAfter, toleranceMs, type SetBack } from './set-back.ts';

const minute = 60_000;
const hour = 60 * minute;
const recipients = recipientsOfSite(aSite());
const policy = completePolicy({
  escalation: [{ repeat: 0, steps: [{ after: 5 * minute, tell: 'again' }] }],
});

/** What is done in a case at a time, if the clock was set back. */
function look(context: CaseContext, at: number, setBack: SetBack) {
  return lookAt({
    ...{ ...context, log: logAfter(setBack, context.log, at), at },
    ...{ policies: [{ from: 0, policy }], recipients, publicUrl: 'http://d', isWatched: true },
  });
}
const keys = (context: CaseContext, at: number, setBack: SetBack) =>
  look(context, at, setBack).steps.map(({ key }) => key);

describe.each([10 * minute, hour, 24 * hour])('a clock that was set back by %i ms', (byMs) => {
  /** Two minutes after the case was dispatched. */
  const noticedAt = playedAt + 2 * minute - byMs;
  const setBack = { noticedAt, byMs };
  const context = aCase();

  it('does not delay the escalation, nor bring it early', () => {
    const due = noticedAt + 3 * minute;
    expect(keys(context, due - 1, setBack)).toEqual([]);
    expect(keys(context, due, setBack)).toEqual(['tell-2-0-0']);
    expect(look(context, noticedAt + 1, setBack).nextAt).toBe(due);
  });

  it('notifies once, also when the former time comes again', () => {
    const at = noticedAt + 3 * minute;
    const done = look(context, at, setBack);
    const then = { ...context, case: done.case, log: [...context.log, ...done.steps] };
    const all = [at + 1, playedAt, playedAt + 5 * minute, playedAt + 10 * minute].reduce(
      (now: CaseContext, moment) => {
        const next = look(now, Math.max(moment, at), setBack);
        return { ...now, case: next.case, log: [...now.log, ...next.steps] };
      },
      then,
    );
    expect(all.log.filter(({ key }) => key === 'tell-2-0-0')).toHaveLength(1);
  });
});

describe('a case that waits for a review', () => {
  it('is sent as long after its report as is set, also when the clock is set back meanwhile', () => {
    const held = aCase('reported');
    const last = held.log.at(-1)!;
    const details = { until: playedAt + 10 * minute, otherwise: 'send' as const };
    const step = { ...last, step: 'held-for-review' as const, state: 'reported' as const, details };
    const context = { ...held, log: [...held.log.slice(0, 1), step] };
    const setBack = { noticedAt: playedAt + 4 * minute - hour, byMs: hour };
    expect(keys(context, setBack.noticedAt + 6 * minute - 1, setBack)).toEqual([]);
    expect(keys(context, setBack.noticedAt + 6 * minute, setBack)[0]).toBe('review-1');
  });
});

describe('a deferral', () => {
  it('ends at the time of day that a person has chosen', () => {
    const until = playedAt + 3 * hour;
    const context = after(aCase(), {
      ...{ action: { action: 'defer', until, reason: 'x' }, by: 'wu', parts: ['duty-leader'] },
    });
    const setBack = { noticedAt: playedAt - hour, byMs: hour };
    expect(look(context, playedAt - hour, setBack).nextAt).toBe(until);
  });
});

describe('when it is not known by how much, as after a start', () => {
  const start = playedAt - hour;
  const setBack = { noticedAt: start, byMs: 0 };

  it('a case counts from the start', () => {
    expect(keys(aCase(), start + 5 * minute - 1, setBack)).toEqual([]);
    expect(keys(aCase(), start + 5 * minute, setBack)).toEqual(['tell-2-0-0']);
  });

  it('another dispatch whose clock is ahead makes it early by that much at most', () => {
    const long = { noticedAt: playedAt - 240 * hour, byMs: 0 };
    expect(keys(aCase(), playedAt - 2 * minute, long)).toEqual([]);
    expect(keys(aCase(), playedAt + 5 * minute, long)).toEqual(['tell-2-0-0']);
  });
});

describe('a log without steps of the future', () => {
  it('stays as it is, also with a clock of another dispatch a little ahead', () => {
    const { log } = aCase();
    const setBack = { noticedAt: 0, byMs: hour };
    for (const at of [playedAt, playedAt - toleranceMs, playedAt + hour])
      expect(logAfter(setBack, log, at)).toEqual(log);
  });
});
