// Who may take which action on a case: row by row, and in thousands of random walks through the table.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caseActionNames,
  caseParts,
  caseStates,
  type ActionRefusal,
  type CaseAction,
  type CasePart,
  type CaseState,
  type CaseStep,
  type CaseStepName,
} from '../../contracts/index.ts';
import { aCase, after, decide, stepsIn, type CaseContext, type Did } from '../testing/a-case.ts';
import { playedAt as at } from '../testing/play-alerts.ts';
import { runs } from '../testing/slow-time.ts';
import { longestDeferralMs, possibleActions } from './act-on-case.ts';
import { factsOf } from './case-facts.ts';
import { isSettled, stateWhenBack, transitionTable } from './transition-table.ts';

const photo = 'ab'.repeat(32);
const taken = (by: string, caseId: string | null = null) => ({ photos: [{ photo, by, caseId }] });
const handler = { by: 'li', parts: ['handler'] } as const;
const leader = { by: 'chen', parts: ['duty-leader'] } as const;
const inspector = { by: 'zhao', parts: ['inspector'] } as const;
const system = { by: null, parts: ['system'] } as const;
const deferral = { action: 'defer', until: at + 86_400_000, reason: 'the road is dug up' } as const;

const actorOf = ({ by, parts }: { by: string; parts: readonly CasePart[] }) => ({
  name: by,
  parts,
});
const stepOf = (step: CaseStepName, state: CaseState): CaseStep => ({
  ...{ step, state, at, actor: null, alertId: null },
  ...{ part: null, reason: null, details: null, key: null },
});
const clear = (state: CaseState) => aCase(state, false);
const reported: CaseContext = { ...aCase(), incidents: [] };
const silent: CaseContext = {
  ...aCase('handled'),
  incidents: [{ present: true, awaitedUntil: at - 1 }],
};

describe('actOnCase', () => {
  it('takes a case through all states, and records person, role, time and reason of each step', () => {
    let file = { ...clear('reported'), log: [] } as CaseContext;
    file = after(file, { action: { action: 'accept' }, by: 'wu', parts: ['intake'] });
    file = after(file, { action: { action: 'dispatch' }, by: 'he', parts: ['dispatcher'] });
    file = after(file, { action: { action: 'acknowledge' }, ...handler });
    file = after(file, { action: { action: 'arrive' }, ...handler, at: at + 5 });
    file = after(file, { action: { action: 'handle', reason: 'cart moved on' }, ...handler });
    file = after(file, { action: { action: 'verify' }, ...inspector });
    file = after(file, { action: { action: 'close' }, ...leader });
    expect(file.log.map(({ step, state, actor, part }) => [step, state, actor, part])).toEqual([
      ['accepted', 'accepted', 'wu', 'intake'],
      ['dispatched', 'dispatched', 'he', 'dispatcher'],
      ['acknowledged', 'acknowledged', 'li', 'handler'],
      ['on-site', 'on-site', 'li', 'handler'],
      ['handled', 'handled', 'li', 'handler'],
      ['verified', 'verified', 'zhao', 'inspector'],
      ['closed', 'closed', 'chen', 'duty-leader'],
    ]);
    expect(file.log[3]).toMatchObject({ at: at + 5, reason: null });
    expect(file.log[4]).toMatchObject({ at, reason: 'cart moved on' });
    expect(file.case).toMatchObject({ state: 'closed', acknowledgedBy: 'li', acknowledgedAt: at });
  });

  it.each(['acknowledged', 'on-site'] as const)(
    'lets a case that is %s be acknowledged again once its thing came back, and keeps its state',
    (state) => {
      const file = aCase(state);
      // The clock of the edge is slow, so by the times alone the object came back earlier.
      const before = { ...file.case, acknowledgedBy: 'wu', acknowledgedAt: at - 60_000 };
      const log = [...file.log, stepOf('acknowledged', state), stepOf('came-back', state)];
      const back = { ...file, case: { ...before, lastOpenedAt: at - 90_000 }, log };
      const did = does({ action: 'acknowledge' }, handler);
      expect(possibleActions({ ...back, actor: actorOf(handler), at })).toContain('acknowledge');
      const again = after(back, did);
      expect(again.case).toMatchObject({ state, acknowledgedBy: 'li', acknowledgedAt: at });
      expect(again.log.at(-1)).toMatchObject({ step: 'acknowledged', state, actor: 'li' });
      expect(decide(again, did)).toEqual({ ok: false, reason: 'already-acknowledged' });
      expect(possibleActions({ ...again, actor: actorOf(handler), at })).not.toContain(
        'acknowledge',
      );
    },
  );

  const refused: [string, CaseContext, Did, ActionRefusal][] = [
    [
      'a handler voids',
      aCase(),
      does({ action: 'void', why: 'permitted' }, handler),
      'not-your-part',
    ],
    [
      'an auditor does anything',
      aCase(),
      { action: { action: 'arrive' }, by: 'x', parts: [] },
      'not-your-part',
    ],
    [
      'a person plays dispatch',
      aCase('acknowledged'),
      does({ action: 'lapse', reason: 'late' }, leader),
      'not-your-part',
    ],
    [
      'it is acknowledged twice',
      aCase('acknowledged'),
      does({ action: 'acknowledge' }, handler),
      'already-acknowledged',
    ],
    [
      'it is acknowledged when closed',
      aCase('closed'),
      does({ action: 'acknowledge' }, handler),
      'not-open',
    ],
    [
      'it is handled when void',
      aCase('void'),
      does({ action: 'handle' }, handler),
      'not-from-this-state',
    ],
    [
      'it is closed unverified',
      aCase('handled'),
      does({ action: 'close' }, leader),
      'not-from-this-state',
    ],
    [
      'it is verified while a camera sees it',
      aCase('handled'),
      does({ action: 'verify' }, inspector),
      'still-there',
    ],
    [
      'its camera has fallen silent, without a photo',
      silent,
      does({ action: 'verify' }, inspector),
      'photo-missing',
    ],
    [
      'no camera saw it, handled without a photo',
      reported,
      does({ action: 'handle' }, handler),
      'photo-missing',
    ],
    [
      'it is returned without a reason',
      clear('handled'),
      does({ action: 'return' }, inspector),
      'reason-missing',
    ],
    [
      'it is transferred without a reason',
      aCase(),
      does({ action: 'transfer', to: { unit: 'west' } }, leader),
      'reason-missing',
    ],
    [
      'it is deferred without a reason',
      aCase(),
      does({ action: 'defer', until: at + 1 }, leader),
      'reason-missing',
    ],
    [
      'it is deferred until now',
      aCase(),
      does({ ...deferral, until: at }, leader),
      'end-not-ahead',
    ],
    [
      'it is deferred for longer than a year',
      aCase(),
      does({ ...deferral, until: at + longestDeferralMs + 1 }, leader),
      'end-too-far',
    ],
    ['a handler defers by himself', aCase(), does(deferral, handler), 'not-your-part'],
    [
      'it is a duplicate of nothing',
      aCase(),
      does({ action: 'void', why: 'duplicate' }, leader),
      'duplicate-missing',
    ],
    [
      'it is a duplicate of itself',
      aCase(),
      does({ action: 'void', why: 'duplicate', duplicateOf: aCase().case.id }, leader),
      'duplicate-of-itself',
    ],
    [
      'it goes on without having waited',
      aCase(),
      does({ action: 'go-on' }, handler),
      'not-waiting',
    ],
    [
      'the photo was never sent',
      reported,
      does({ action: 'handle', photo }, handler),
      'photo-unknown',
    ],
    [
      'somebody else took the photo',
      { ...reported, ...taken('wu') },
      does({ action: 'handle', photo }, handler),
      'photo-unknown',
    ],
    [
      'the photo has proved a step of the case before',
      { ...silent, ...taken('zhao', silent.case.id) },
      does({ action: 'verify', photos: [photo, photo] }, inspector),
      'photo-used-before',
    ],
  ];
  it.each(refused)('refuses when %s', (_, context, did, reason) => {
    expect(decide(context, did)).toEqual({ ok: false, reason });
  });

  it.each<[string, CaseContext, Did]>([
    [
      'no camera saw it and there is a photo',
      { ...reported, ...taken('li') },
      does({ action: 'handle', photos: [photo] }, handler),
    ],
    [
      'it is on site with a photo',
      { ...reported, ...taken('li') },
      does({ action: 'arrive', photo }, handler),
    ],
    [
      'its camera is silent and there is a photo',
      { ...silent, ...taken('zhao') },
      does({ action: 'verify', photo }, inspector),
    ],
    ['it is handled while a camera sees it', aCase(), does({ action: 'handle' }, handler)],
    [
      'it is a duplicate of another one',
      aCase(),
      does({ action: 'void', why: 'duplicate', duplicateOf: '20261122-0009' }, leader),
    ],
    [
      'a void case was a mistake',
      aCase('void'),
      does({ action: 'reopen', reason: 'it was there' }, leader),
    ],
  ])('allows when %s', (_, context, did) => {
    expect(decide(context, did)).toMatchObject({ ok: true });
  });

  it('lets nobody verify their own work, and lets somebody else verify it', () => {
    const both = { by: 'li', parts: ['handler', 'inspector'] } as const;
    const handled = after(clear('on-site'), { action: { action: 'handle' }, ...both });
    expect(decide(handled, { action: { action: 'verify' }, ...both })).toEqual({
      ...{ ok: false, reason: 'own-work' },
    });
    expect(decide(handled, { action: { action: 'verify' }, ...inspector })).toMatchObject({
      ok: true,
    });
    expect(decide(handled, { action: { action: 'verify' }, ...system })).toMatchObject({
      ok: true,
    });
  });

  it('lets nobody grant their own deferral, and lets somebody else grant it with its end', () => {
    const both = { by: 'li', parts: ['handler', 'duty-leader'] } as const;
    const asked = after(aCase('on-site'), {
      action: { ...deferral, action: 'ask-to-defer' },
      ...both,
    });
    expect(asked.case.state).toBe('on-site');
    expect(decide(asked, { action: deferral, ...both })).toEqual({
      ok: false,
      reason: 'own-request',
    });
    const granted = after(asked, { action: deferral, ...leader });
    expect(granted.case.state).toBe('deferred');
    expect(granted.log.at(-1)).toMatchObject({
      ...{ actor: 'chen', reason: deferral.reason, details: { until: deferral.until } },
    });
    const resumed = after(granted, { action: { action: 'resume' }, ...system });
    expect(resumed.case).toMatchObject({ state: 'dispatched', acknowledgedBy: null });
  });

  it('requires a new assignee to accept the case again', () => {
    const handled = after(clear('dispatched'), { action: { action: 'handle' }, ...handler });
    expect(handled.case.acknowledgedBy).toBe('li');
    const returned = after(handled, {
      action: { action: 'return', reason: 'half of it' },
      ...inspector,
    });
    expect(returned.case).toMatchObject({ state: 'returned', acknowledgedAt: null });
    const again = after(returned, {
      action: { action: 'acknowledge' },
      by: 'sun',
      parts: ['handler'],
    });
    expect(again.case).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'sun' });
  });

  it('waits for another department until somebody continues, once', () => {
    const waiting = after(aCase('on-site'), {
      action: { action: 'wait', reason: 'power company' },
      ...handler,
    });
    expect(waiting.case.state).toBe('on-site');
    expect(decide(waiting, { action: { action: 'wait', reason: 'again' }, ...handler })).toEqual({
      ...{ ok: false, reason: 'already-waiting' },
    });
    const on = after(waiting, { action: { action: 'go-on' }, ...handler });
    expect(stepsIn(on.log).slice(-2)).toEqual(['waiting', 'went-on']);
  });
});

describe('possibleActions', () => {
  const may = (context: CaseContext, by: string, ...parts: CasePart[]) =>
    possibleActions({ ...context, actor: { name: by, parts }, at });

  it.each<[string, CaseContext, readonly CasePart[], string[]]>([
    [
      'a handler with a new case',
      aCase(),
      ['handler'],
      ['acknowledge', 'arrive', 'handle', 'ask-to-defer', 'escalate'],
    ],
    ['an inspector while a camera sees it', aCase('handled'), ['inspector'], ['return']],
    ['an inspector when it is clear', clear('handled'), ['inspector'], ['verify', 'return']],
    ['an auditor', aCase(), [], []],
    ['a duty leader with a closed case', aCase('closed'), ['duty-leader'], ['reopen']],
    ['a handler with a void case', aCase('void'), ['handler'], []],
  ])('of %s', (_, context, parts, expected) => {
    expect(may(context, 'li', ...parts)).toEqual(expected);
  });
});

describe('the table', () => {
  it('lets every unsettled state be left, and reaches every state', () => {
    const rules = Object.values(transitionTable);
    for (const state of caseStates)
      expect(rules.some(({ from, to }) => from.includes(state) && to !== state)).toBe(true);
    const reached = new Set(['reported', ...rules.map(({ to }) => to)]);
    for (const state of caseStates) expect(reached).toContain(state);
  });

  it.each([
    ['handled', 'returned'],
    ['verified', 'returned'],
    ['closed', 'dispatched'],
    ['deferred', 'deferred'],
    ['void', 'void'],
  ] as const)('sends what comes back after %s to %s', (state, expected) => {
    expect(stateWhenBack(state)).toBe(expected);
  });

  it('keeps its invariants in random walks', () => {
    const someAction = fc.constantFrom(...caseActionNames).map(anAction);
    const someStep = fc.record({
      action: someAction,
      by: fc.constantFrom('li', 'wang', 'chen', null),
      parts: fc.subarray([...caseParts]),
    });
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 25 }), fc.boolean(), (walk, present) => {
        let context = aCase('reported', present);
        for (const did of walk) {
          const result = decide(context, did);
          const rule = transitionTable[did.action.action];
          if (!result.ok) continue;
          expect(rule.from).toContain(context.case.state);
          expect(result.step.part !== null && did.parts.includes(result.step.part)).toBe(true);
          expect(result.case.state).toBe(result.step.state);
          if (isSettled(context.case.state)) expect(did.action.action).toBe('reopen');
          if (result.case.state === 'verified' && context.case.state === 'handled') {
            expect(present).toBe(false);
            const own = did.by !== null && factsOf(context.log).handledBy === did.by;
            expect(own).toBe(false);
          }
          if (!voiding.includes(did.action.action))
            expect(result.case.state === 'void').toBe(false);
          context = { ...context, case: result.case, log: [...context.log, result.step] };
        }
      }),
      runs(300),
    );
  });
});

const voiding: readonly string[] = ['void', 'dismiss', 'lapse-review'];

function does(action: CaseAction, who: Pick<Did, 'by' | 'parts'>): Did {
  return { action, ...who };
}

function anAction(name: (typeof caseActionNames)[number]): CaseAction {
  const given = { reason: 'because', until: at + 1000, to: { unit: 'west' }, why: 'permitted' };
  return { action: name, ...given } as CaseAction;
}
