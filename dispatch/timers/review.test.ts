// Cases that wait for a review before anybody is notified: which ones, the effect of alerts meanwhile, the verdicts of reviewers,
// and what happens without a review in time.
import { describe, expect, it } from 'vitest';
import {
  completePolicy,
  policyShape,
  type Alert,
  type CasePart,
  type ReviewRule,
} from '../../contracts/index.ts';
import { z } from 'zod';
import { actOnCase } from '../cases/act-on-case.ts';
import type { CaseFolder } from '../cases/case-record.ts';
import { decideAlert, type AlertDecision } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { heldTelling } from '../delivery/held-telling.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { after, decide, type CaseContext, type Did } from '../testing/a-case.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert, sundayMorning } from '../testing/alerts.ts';
import { dueOf } from './due.ts';
import { lookAt } from './look.ts';
import { reviewFor } from './review-timers.ts';

const minute = 60_000;
const start = sundayMorning + minute;
const policies = [{ from: 0, policy: completePolicy({}) }];
const rule = (otherwise: ReviewRule['otherwise']): ReviewRule => ({
  within: 10 * minute,
  otherwise,
});
const reviewer = { by: 'chen', parts: ['intake', 'duty-leader'] as CasePart[] };

function decided(alert: Alert, current: CaseFolder | null, review: ReviewRule | null) {
  return decideAlert({
    alert,
    current,
    caseId: '20261122-0001',
    fence: unknownFence,
    at: start,
    review,
  });
}

function held(otherwise: ReviewRule['otherwise'] = 'send', ...later: Alert[]) {
  let decision = decided(anAlert(), null, rule(otherwise));
  const log = [...decision.steps];
  for (const alert of later) {
    const current = { case: decision.case, incidents: [decision.incident] };
    decision = decided(alert, current, rule(otherwise));
    log.push(...decision.steps);
  }
  return { context: contextOf(decision, log), decision };
}

const contextOf = (decision: AlertDecision, log: CaseContext['log']): CaseContext => ({
  case: decision.case,
  incidents: [decision.incident],
  log,
});

function look(context: CaseContext, minutes: number) {
  const recipients = recipientsOfSite(aSite());
  const at = start + minutes * minute;
  return lookAt({ ...context, policies, recipients, publicUrl: 'http://d', isWatched: true, at });
}

const sent = { role: 'officer', person: { name: 'Officer Li' } } as const;

describe('which cases wait for a review', () => {
  const inForce = (review: ReviewRule[], from = 0) => [
    { from, policy: { ...completePolicy({}), review } },
  ];
  const file = {
    kind: 'debris-pile' as const,
    matterCode: '0101',
    severity: 'normal' as const,
    fenceId: 'exit-3-floor',
  };

  it('is none without a setting, and in versions of earlier releases', () => {
    const older = { ...completePolicy({}), review: undefined };
    expect(reviewFor(file, policies, start)).toBeNull();
    expect(reviewFor(file, [{ from: 0, policy: older }], start)).toBeNull();
    expect(reviewFor(file, [], start)).toBeNull();
  });

  it.each([
    ['all', {}, true],
    ['the kind', { kinds: ['debris-pile'] }, true],
    ['another kind', { kinds: ['blocked-fire-exit'] }, false],
    ['the fence', { fences: ['exit-3-floor'] }, true],
    ['another fence', { fences: ['exit-4'] }, false],
    ['another severity', { severities: ['high'] }, false],
  ] as const)('is by a rule for %s', (_, part, isMeant) => {
    const one = { ...rule('send'), ...part } as ReviewRule;
    expect(reviewFor(file, inForce([one]), start)).toEqual(isMeant ? one : null);
  });

  it('follow the first matching rule', () => {
    const first = rule('lapse');
    const second = rule('send');
    expect(
      reviewFor(file, inForce([{ ...first, kinds: ['blocked-fire-exit'] }, second]), start),
    ).toBe(second);
  });

  it('are set in the site file with a duration and what happens then', () => {
    const schema = z.strictObject(policyShape);
    const read = schema.parse({ review: [{ fences: ['a'], within: '10m', otherwise: 'lapse' }] });
    expect(completePolicy(read).review).toEqual([
      { fences: ['a'], within: 10 * minute, otherwise: 'lapse' },
    ]);
    expect(schema.safeParse({ review: [{ within: '10m' }] }).success).toBe(false);
    expect(schema.safeParse({ review: [{ within: '0s', otherwise: 'send' }] }).success).toBe(false);
  });
});

describe('a case that waits for a review', () => {
  it('is reported with its deadline, what happens then, and who is not notified', () => {
    const { decision } = held('lapse');
    expect(decision.case).toMatchObject({ state: 'reported', isHeld: true });
    expect(decision.steps).toMatchObject([
      { step: 'reported' },
      { step: 'held-for-review', details: { until: start + 10 * minute, otherwise: 'lapse' } },
    ]);
    expect(heldTelling('a-1', decision, [sent])).toMatchObject({
      outgoing: [],
      direct: [],
      untold: [{ notificationId: 'a-1-officer', person: 'Officer Li', reason: 'waits-for-review' }],
    });
  });

  it('notifies nobody that it is still there, gone, back, or seen by another fence', () => {
    const gone = anAlert({ sequence: 2, event: 'cleared' });
    const back = anAlert({ sequence: 3, event: 'opened' });
    for (const later of [[anAlert({ sequence: 2 })], [gone], [gone, back]]) {
      const { decision } = held('send', ...later);
      expect(decision.case).toMatchObject({ state: 'reported', isHeld: true });
      expect(heldTelling('a-2', decision, [sent]).untold).toEqual([]);
    }
  });

  it('has no timer before its end, whatever the escalation says', () => {
    const { context } = held();
    const due = dueOf({ ...context, policies, isWatched: true, at: start + 9 * minute });
    expect(due).toEqual({ timers: [], nextAt: start + 10 * minute });
  });

  it('goes out at its end if the setting says so, once, and people are notified', () => {
    const { context } = held('send');
    const result = look(context, 10);
    expect(result.case).toMatchObject({ state: 'dispatched', isHeld: false });
    expect(result.steps.map(({ step }) => step)).toEqual(['confirmed', 'told']);
    expect(result.steps[0]).toMatchObject({ actor: null, reason: 'nobody reviewed it in time' });
    expect(result.outgoing.map(({ notification }) => notification.event)).toEqual([
      'opened',
      'opened',
    ]);
    const again = { ...context, case: result.case, log: [...context.log, ...result.steps] };
    expect(look(again, 10).steps).toEqual([]);
  });

  it('lapses at its end if the setting says so, and nobody is notified then or later', () => {
    const { context } = held('lapse');
    const result = look(context, 600);
    expect(result.case).toMatchObject({ state: 'void', isHeld: true });
    expect(result.steps.map(({ step }) => step)).toEqual(['review-lapsed']);
    expect([...result.outgoing, ...result.direct]).toEqual([]);
    expect(result.nextAt).toBeNull();
  });

  it('lapses when it is clear at its end, because there is nothing left to do', () => {
    const { context } = held('send', anAlert({ sequence: 2, event: 'cleared' }));
    const result = look(context, 10);
    expect(result.case.state).toBe('void');
    expect(result.steps[0]?.reason).toBe('clear before anybody reviewed it');
  });

  it('keeps its end when the clock was set back, and when the setting is removed', () => {
    const { context } = held('lapse');
    expect(look(context, -60)).toMatchObject({ steps: [], nextAt: start + 10 * minute });
    expect(look(context, 11).case.state).toBe('void');
  });
});

describe('a reviewer', () => {
  const confirm: Did = { ...reviewer, action: { action: 'confirm', reason: 'seen' } };
  const why = 'false-alarm';
  const dismiss: Did = { ...reviewer, action: { action: 'dismiss', why, reason: 'a shadow' } };

  it('approves a case: the people on duty are notified as of a new one', () => {
    const confirmed = after(held().context, confirm);
    expect(confirmed.case).toMatchObject({ state: 'dispatched', isHeld: false });
    expect(confirmed.log.at(-1)).toMatchObject({
      step: 'confirmed',
      actor: 'chen',
      reason: 'seen',
    });
    const told = look(confirmed, 1);
    expect(told.steps.map(({ step }) => step)).toContain('told');
    expect(look(confirmed, 1).outgoing[0]?.notification.purpose).toBe('news');
  });

  it('rejects a case with a listed reason and a note', () => {
    const dismissed = after(held().context, dismiss);
    expect(dismissed.case).toMatchObject({ state: 'void', isHeld: true });
    expect(dismissed.log.at(-1)).toMatchObject({ details: { why: 'false-alarm' } });
    expect(look(dismissed, 20).steps).toEqual([]);
    const bare: Did = { ...reviewer, action: { action: 'dismiss', why: 'permitted' } };
    expect(decide(held().context, bare)).toEqual({ ok: false, reason: 'reason-missing' });
    const copy = { action: 'dismiss', why: 'duplicate', reason: 'the same' } as const;
    expect(decide(held().context, { ...reviewer, action: copy })).toMatchObject({
      reason: 'duplicate-missing',
    });
  });

  it('who is second learns that the case is already reviewed', () => {
    for (const [first, second] of [
      [confirm, dismiss],
      [dismiss, confirm],
      [confirm, confirm],
    ] as const) {
      const done = after(held().context, first);
      expect(decide(done, second)).toEqual({ ok: false, reason: 'already-reviewed' });
    }
  });

  it('cannot act as a handler, or review a case that never waited', () => {
    const handler = { by: 'li', parts: ['handler'] as CasePart[] };
    expect(decide(held().context, { ...handler, action: confirm.action })).toMatchObject({
      reason: 'not-your-part',
    });
    const open = decided(anAlert(), null, null);
    expect(decide(contextOf(open, open.steps), confirm)).toMatchObject({
      reason: 'not-from-this-state',
    });
  });

  it('may approve a case that is already clear', () => {
    const { context } = held('send', anAlert({ sequence: 2, event: 'cleared' }));
    const told = look(after(context, confirm), 1);
    expect(told.outgoing[0]?.notification.event).toBe('cleared');
  });

  it('can be overruled: a rejected case is re-opened and sent', () => {
    const actor = { name: 'chen', parts: ['duty-leader'] as const };
    const context = after(held().context, dismiss);
    const action = { action: 'reopen', reason: 'it was real' } as const;
    const result = actOnCase({ ...context, action, actor, at: start + minute, key: null });
    expect(result).toMatchObject({ ok: true, case: { state: 'dispatched', isHeld: false } });
  });
});
