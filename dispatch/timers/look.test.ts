// A look at a case: everything due runs in order, people are notified or recorded as not notified, and a second look finds nothing.
import { describe, expect, it } from 'vitest';
import { completePolicy, type CasePart, type SiteFile } from '../../contracts/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aCase, after, type CaseContext } from '../testing/a-case.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { playedAt as start } from '../testing/play-alerts.ts';
import { lookAt, type Look } from './look.ts';

const minute = 60_000;
const policies = [{ from: 0, policy: completePolicy({}) }];
const handler = { by: 'li', parts: ['handler'] as CasePart[] };

function look(context: CaseContext, afterMinutes: number, file: Partial<SiteFile> = {}): Look {
  const recipients = recipientsOfSite(aSite(file, { S: 'secret' }));
  const at = start + afterMinutes * minute;
  return lookAt({ ...context, policies, recipients, publicUrl: 'http://d', isWatched: true, at });
}

const next = (context: CaseContext, { case: file, steps }: Look): CaseContext => ({
  ...context,
  case: file,
  log: [...context.log, ...steps],
});

const organised: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
  ],
  people: ['li', 'wu', 'sun'].map((id) => ({ id, name: id })),
  shifts: [
    { id: 'a', unit: 'west', part: 'officer', people: ['li', 'sun'] },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
  routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
};

describe('lookAt', () => {
  it('notifies again, then the next person, then the next level, each once with its own id', () => {
    let context = aCase();
    const told = [5, 10, 15].map((at) => {
      const result = look(context, at, organised);
      context = next(context, result);
      expect(look(context, at, organised).steps).toEqual([]);
      return result;
    });
    const notifications = told.flatMap(({ outgoing }) =>
      outgoing.map(({ notification }) => notification),
    );
    expect(
      notifications.map(({ notificationId, purpose, role, recipient }) => [
        notificationId,
        purpose,
        role,
        recipient?.name,
      ]),
    ).toEqual([
      ['20261122-0001-tell-2-0-0-officer', 'again', 'officer', 'li'],
      ['20261122-0001-tell-2-0-1-officer', 'next-person', 'officer', 'sun'],
      ['20261122-0001-tell-2-0-2-duty-leader', 'next-level', 'duty-leader', 'wu'],
    ]);
    expect(context.log.slice(3)).toMatchObject([
      { step: 'reminded', part: 'system', key: 'tell-2-0-0', details: { level: 0 } },
      { step: 'reminded' },
      { step: 'escalated', details: { level: 1 }, reason: expect.stringContaining('wu') as string },
    ]);
  });

  it('catches up on missed timers, in order, and gives the next look', () => {
    const result = look(aCase(), 12, organised);
    expect(result.steps.map(({ key }) => key)).toEqual(['tell-2-0-0', 'tell-2-0-1']);
    expect(result.nextAt).toBe(start + 15 * minute);
  });

  it('uses the topics although nobody is on duty, and records that', () => {
    const { outgoing, untold } = look(aCase(), 5, { ...organised, shifts: [] });
    expect(outgoing).toHaveLength(1);
    expect(untold).toEqual([
      {
        notificationId: '20261122-0001-tell-2-0-0-officer',
        role: 'officer',
        person: null,
        reason: 'nobody-on-duty',
      },
    ]);
  });

  it('notifies a person with two roles once, and records that too', () => {
    const shifts = organised.shifts?.slice(1) ?? [];
    const routes = [{ name: 'all', tell: [{ part: 'officer' }, { part: 'property' }] }] as never;
    const { outgoing, untold } = look(aCase(), 5, { ...organised, shifts, routes });
    expect(outgoing.map(({ notification }) => notification.recipient?.name)).toEqual(['wu']);
    expect(untold).toMatchObject([{ person: 'wu', reason: 'told-already' }]);
  });

  it('notifies the next person and the next level directly, and the group of that level', () => {
    const hook = { type: 'webhook', id: 'hook', url: 'http://x.test', secret: '${S}' } as const;
    const file: Partial<SiteFile> = {
      ...organised,
      channels: { direct: [hook] },
      people: ['li', 'wu', 'sun'].map((id) => ({ id, name: id, channels: ['hook'] })),
      units: (organised.units ?? []).map((unit) => ({ ...unit, channels: ['hook'] })),
    };
    let context = aCase();
    const told = [5, 10, 15].map((at) => {
      const result = look(context, at, file);
      context = next(context, result);
      return result.direct.map(({ addressee }) => addressee.key);
    });
    expect(told).toEqual([
      ['person li', 'unit west'],
      ['person sun', 'unit west'],
      ['person wu', 'unit city'],
    ]);
  });

  it('verifies and closes at once when the camera proves it', () => {
    const open = aCase('dispatched', false);
    const clear = { ...open, case: { ...open.case, clearedAt: start } };
    const handled = after(clear, { action: { action: 'handle' }, ...handler });
    const result = look(handled, 5);
    expect(result.steps.map(({ step }) => step)).toEqual(['verified', 'closed']);
    expect(result.case.state).toBe('closed');
    expect(result.nextAt).toBeNull();
  });

  it('leaves a case without due timers unchanged', () => {
    const context = aCase('closed', false);
    expect(look(context, 500)).toEqual({
      direct: [],
      limit: null,
      quietUntil: null,
      case: context.case,
      steps: [],
      outgoing: [],
      untold: [],
      nextAt: null,
    });
  });
});

describe('a case that was assigned by name', () => {
  const file: Partial<SiteFile> = {
    ...organised,
    people: ['li', 'wu', 'sun'].map((id) => ({ id, name: id, channels: ['mqtt'] })),
  };
  const leader = { by: 'chen', parts: ['duty-leader'] as CasePart[] };
  const transfer = (person: string) =>
    ({ ...leader, action: { action: 'transfer', to: { person }, reason: 'he knows it' } }) as const;

  it('notifies the assignee at once, and the row names the assigner', () => {
    const result = look(after(aCase(), transfer('sun')), 0, file);
    expect(result.steps).toMatchObject([
      { step: 'told', reason: 'transferred to sun by chen; officer: west sun on-duty, sun' },
    ]);
    expect(
      result.outgoing.map(({ notification, routing }) => [notification.recipient?.name, routing]),
    ).toEqual([['sun', 'named']]);
  });

  it('stays with the assignee when the acknowledgement lapses, until it is reassigned', () => {
    let context = after(aCase(), transfer('sun'));
    context = next(context, look(context, 0, file));
    context = after(context, { by: 'sun', parts: ['handler'], action: { action: 'acknowledge' } });
    const lapsed = look(context, 61, file);
    expect(lapsed.outgoing[0]?.notification.recipient?.name).toBe('sun');
    context = after(next(context, lapsed), { ...transfer('wu'), at: start + 62 * minute });
    expect(look(context, 62, file).outgoing[0]?.notification.recipient?.name).toBe('wu');
  });

  it('goes to the people on duty again when it is resumed or re-opened', () => {
    const context = after(aCase(), transfer('sun'));
    const until = start + 10 * minute;
    const deferred = after(context, {
      by: 'chen',
      parts: ['duty-leader'],
      action: { action: 'defer', until, reason: 'works' },
    });
    expect(look(deferred, 10, file).outgoing[0]?.notification.recipient?.name).toBe('li');
  });
});
