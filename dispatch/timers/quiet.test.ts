// A case in the quiet hours of people on duty: who is recorded as not notified, and what happens at the end of the quiet hours.
import { describe, expect, it } from 'vitest';
import { completePolicy, type SiteFile } from '../../contracts/index.ts';
import { untoldPassed } from '../delivery/telling.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { after, aCase, type CaseContext } from '../testing/a-case.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { playedAt as start } from '../testing/play-alerts.ts';
import { lookAt, type Look } from './look.ts';

const minute = 60_000;
const local = (at: number) =>
  new Intl.DateTimeFormat('sv', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
/** Two hours around the start of each case. */
const until = Math.floor(start / minute) * minute + 60 * minute;
const hours = [{ from: local(start - 60 * minute), to: local(until) }];
const people = (then: 'wait' | 'next-person') =>
  ['li', 'sun'].map((id) => ({
    id,
    name: id,
    channels: ['hook'],
    ...(id === 'li' && { quietHours: { hours, then } }),
  }));

function look(
  context: CaseContext,
  at: number,
  then: 'wait' | 'next-person' = 'wait',
  alone = true,
) {
  const file: Partial<SiteFile> = {
    units: [{ id: 'west', name: 'West', level: 'grid', cells: [testCell] }],
    people: people(then),
    shifts: [{ id: 'a', unit: 'west', part: 'officer', people: alone ? ['li'] : ['li', 'sun'] }],
    routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
    channels: { direct: [{ id: 'hook', type: 'webhook', url: 'http://x.test', secret: '${S}' }] },
  };
  const recipients = recipientsOfSite(aSite(file, { S: 'secret' }));
  const escalation = [{ steps: [{ after: 5 * minute, tell: 'again' as const }], repeat: 0 }];
  const policies = [{ from: 0, policy: completePolicy({ escalation }) }];
  const made = { policies, recipients, roster: recipients.roster, at };
  return lookAt({ ...context, ...made, isWatched: true, publicUrl: 'http://x.test' });
}
const next = (context: CaseContext, { case: file, steps }: Look): CaseContext => ({
  ...context,
  case: file,
  log: [...context.log, ...steps],
});
/** As the ingest records it with the alert. */
function held(): CaseContext {
  const context = aCase();
  const last = context.log.at(-1)!;
  const details = { quietUntil: until };
  return {
    ...context,
    log: [...context.log, { ...last, step: 'held-quiet', details, alertId: null }],
  };
}

describe('in the quiet hours of the person on duty', () => {
  it('the person is not notified again, which is recorded, and the step has the end', () => {
    const { direct, untold, steps, nextAt } = look(held(), start + 5 * minute);
    expect(direct).toEqual([]);
    expect(untold).toMatchObject([{ person: 'li', reason: 'quiet-hours' }]);
    expect(steps).toMatchObject([{ step: 'reminded', details: { quietUntil: until } }]);
    expect(nextAt).toBe(until);
  });

  it('the person is notified once at their end, although several messages waited', () => {
    const context = next(held(), look(held(), start + 5 * minute));
    const result = look(context, until);
    expect(result.direct.map(({ addressee }) => addressee.name)).toEqual(['li']);
    expect(result.steps).toMatchObject([{ key: `quiet-${until}`, step: 'told' }]);
    expect(look(next(context, result), until + 60 * minute).steps).toEqual([]);
  });

  it('the person is notified late when dispatch was down', () => {
    const result = look(held(), until + 500 * minute);
    expect(result.direct.map(({ addressee }) => addressee.name)).toContain('li');
  });

  it('nobody is notified at their end of an accepted or settled case', () => {
    const by = { by: 'sun', parts: ['handler' as const, 'duty-leader' as const] };
    const taken = after(held(), { action: { action: 'acknowledge' }, ...by });
    expect(look(taken, until).direct).toEqual([]);
    const gone = after(held(), { action: { action: 'void', why: 'permitted' }, ...by });
    expect(look(gone, until).steps).toEqual([]);
  });

  it('the person is notified at once when the case becomes urgent', () => {
    const context = held();
    const urgent = { ...context, case: { ...context.case, severity: 'high' as const } };
    expect(look(urgent, start).direct.map(({ addressee }) => addressee.name)).toEqual(['li']);
  });

  it('the next person is notified instead, and the row has the reason', () => {
    const { direct, untold } = look(held(), start + 5 * minute, 'next-person', false);
    expect(direct.map(({ addressee }) => addressee.name)).toEqual(['sun']);
    expect(untold).toMatchObject([{ person: 'li', reason: 'quiet-hours' }]);
    expect(untoldPassed('x', [{ role: 'officer', person: 'li' }])[0]?.notificationId).toBe(
      'x-officer-passed-1',
    );
  });
});
