// Accepted, unsettled cases at the end of a shift, and snoozed cases: each row is a situation and a time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completePolicy,
  type CaseAction,
  type CasePart,
  type SiteFile,
  type TakenDuty,
} from '../../contracts/index.ts';
import { actOnCase } from '../cases/act-on-case.ts';
import { snoozeTermsOf } from '../cases/snooze-terms.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aCase, type CaseContext } from '../testing/a-case.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { playedAt } from '../testing/play-alerts.ts';
import { runs } from '../testing/slow-time.ts';
import { lookAt, type Look } from './look.ts';

const minute = 60_000;
const hour = 60 * minute;
/** 12:00 in Shanghai. */
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const always = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const hours = (from: string, to: string) => [{ days: [...always], from, to }];

const file: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
  ],
  people: ['li', 'sun', 'wu'].map((id) => ({ id, name: id, user: `${id}-login` })),
  shifts: [
    { id: 'day', unit: 'west', part: 'officer', people: ['li'], hours: hours('06:00', '22:00') },
    { id: 'night', unit: 'west', part: 'officer', people: ['sun'], hours: hours('22:00', '06:00') },
    { id: 'top', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
};
const ofLi: TakenDuty = { person: 'li', unit: 'west', part: 'officer' };
const handler: CasePart[] = ['handler'];

interface Done {
  at: number;
  by?: string;
  duty?: TakenDuty | null;
}

function act(context: CaseContext, action: CaseAction, { at, by = 'li-login', duty = ofLi }: Done) {
  const snooze = { longestMs: 2 * hour, redAt: null, isRed: false };
  const actor = { name: by, parts: handler };
  return actOnCase({ ...context, action, actor, at, key: null, duty, snooze });
}

function done(context: CaseContext, action: CaseAction, how: Done): CaseContext {
  const result = act(context, action, how);
  if (!result.ok) throw new Error(result.reason);
  return { ...context, case: result.case, log: [...context.log, result.step] };
}

function look(
  context: CaseContext,
  at: number,
  change: { file?: Partial<SiteFile>; policy?: object; isHolderDisabled?: boolean } = {},
) {
  const recipients = recipientsOfSite(aSite(change.file ?? file));
  const policies = [{ from: 0, policy: completePolicy({ escalation: quiet, ...change.policy }) }];
  const { isHolderDisabled } = change;
  return lookAt({
    ...context,
    recipients,
    roster: recipients.roster,
    policies,
    isHolderDisabled,
    at,
    isWatched: true,
    publicUrl: 'http://x.test',
  });
}
/** No reminder is sent and no acknowledgement lapses within these tests. */
const quiet = [{ steps: [{ after: 1000 * hour, tell: 'again' as const }], repeat: 0 }];

const next = (context: CaseContext, { case: file, steps }: Look): CaseContext => ({
  ...context,
  case: file,
  log: [...context.log, ...steps],
});
/** A camera keeps reporting the object. */
const seen = (): CaseContext => ({
  ...aCase(),
  incidents: [{ present: true, awaitedUntil: noon + 1000 * hour }],
});
const taken = (at = noon) => done(seen(), { action: 'acknowledge' }, { at });

describe('an accepted case at the end of the shift', () => {
  it('is due when the shift ends, and stays with its holder until then', () => {
    expect(look(taken(), noon + minute)).toMatchObject({ steps: [], nextAt: noon + 10 * hour });
  });

  it.each<[string, CaseContext]>([
    ['acknowledged', taken()],
    ['on site', done(taken(), { action: 'arrive' }, { at: noon + minute })],
    ['waiting', done(taken(), { action: 'wait', reason: 'power' }, { at: noon + minute })],
    [
      'put aside',
      done(taken(), { action: 'snooze', until: noon + hour, reason: 'lunch' }, { at: noon }),
    ],
  ])('goes to his successor when it ends: %s', (_, context) => {
    const awake = next(context, look(context, noon + 9 * hour));
    const result = look(awake, noon + 10 * hour);
    expect(result.case).toMatchObject({ state: 'dispatched', acknowledgedBy: null });
    expect(result.steps).toMatchObject([
      {
        step: 'handed-on',
        actor: null,
        details: { leaver: 'shift-over', to: { unit: 'west', part: 'officer' } },
      },
      { step: 'told', reason: expect.stringContaining('west on-duty, sun') as string },
    ]);
    expect(result.outgoing.map(({ notification }) => notification.recipient?.name)).toEqual([
      'sun',
    ]);
  });

  it('goes up a level when nobody follows, and that is recorded', () => {
    const shifts = file.shifts?.filter(({ id }) => id !== 'night') ?? [];
    const result = look(taken(), noon + 10 * hour, { file: { ...file, shifts } });
    expect(result.outgoing.map(({ notification }) => notification.recipient?.name)).toEqual(['wu']);
    expect(result.steps[1]?.reason).toContain('west nobody-on-duty');
  });

  it('is recorded as not notified when there is nobody at all', () => {
    const result = look(taken(), noon + 10 * hour, { file: { ...file, shifts: [] } });
    expect(result.steps.map(({ step }) => step)).toEqual(['handed-on', 'told']);
    expect(result.untold).toMatchObject([{ reason: 'nobody-on-duty' }]);
  });

  it('moves at once when the roster no longer has its holder', () => {
    const people = file.people?.filter(({ id }) => id !== 'li') ?? [];
    const shifts =
      file.shifts?.map((one) => ({
        ...one,
        people: one.people.map((id) => (id === 'li' ? 'sun' : id)),
      })) ?? [];
    const result = look(taken(), noon + minute, { file: { ...file, people, shifts } });
    expect(result.outgoing.map(({ notification }) => notification.recipient?.name)).toEqual([
      'sun',
    ]);
  });

  it("goes to the leader of the unit when its holder's log-in is disabled, even if still in the roster", () => {
    const result = look(taken(), noon + minute, { isHolderDisabled: true });
    expect(result.steps[0]).toMatchObject({ details: { leaver: 'log-in-disabled' } });
    expect(result.outgoing.map(({ notification }) => notification.recipient?.name)).toEqual(['wu']);
  });

  it.each<[string, CaseContext, object]>([
    ['the policy lets him keep it', taken(), { policy: { shiftEnd: { taken: 'keep' } } }],
    [
      'he took it on off duty',
      done(seen(), { action: 'acknowledge' }, { at: noon, duty: null }),
      {},
    ],
    ['he has handled it', done(taken(), { action: 'handle' }, { at: noon + minute }), {}],
    ['dispatch looks again only in his next shift', taken(), { at: noon + 24 * hour }],
  ])('stays his when %s', (_, context, { at = noon + 11 * hour, ...change }: { at?: number }) => {
    const steps = look(context, at, change).steps.map(({ step }) => step);
    expect(steps).not.toContain('handed-on');
  });

  it('is handed on once, however often and late the case is checked', () => {
    const someLooks = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(someLooks, (pauses) => {
        let context = taken();
        let at = noon;
        for (const pause of pauses) {
          at += pause * minute;
          context = next(context, look(context, at));
          expect(look(context, at).steps).toEqual([]);
        }
        const handed = context.log.filter(({ step }) => step === 'handed-on');
        expect(handed.length).toBeLessThanOrEqual(1);
        expect(new Set(context.log.map(({ key }) => key ?? Math.random())).size).toBe(
          context.log.length,
        );
      }),
      runs(40),
    );
  });
});

describe('a snoozed case', () => {
  const rest = { action: 'snooze', until: noon + hour, reason: 'the shop is closed' } as const;
  const aside = () => done(taken(), rest, { at: noon });

  it('returns at its end, and its holder is notified, once', () => {
    expect(look(aside(), noon + minute)).toMatchObject({ steps: [], nextAt: noon + hour });
    const result = look(aside(), noon + hour);
    expect(result.steps.map(({ step }) => step)).toEqual(['woken', 'reminded']);
    expect(result.outgoing.map(({ notification }) => notification.recipient?.name)).toEqual(['li']);
    expect(result.case).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'li-login' });
    expect(look(next(aside(), result), noon + 2 * hour).steps).toEqual([]);
  });

  it('notifies nobody when its holder resumes it', () => {
    const awake = done(aside(), { action: 'wake' }, { at: noon + minute });
    expect(look(awake, noon + 2 * hour).steps).toEqual([]);
  });

  it('does not lapse meanwhile, and has its whole time afterwards', () => {
    const escalation = [{ steps: quiet[0]!.steps, acknowledgementLapsesAfter: 30 * minute }];
    const at = (context: CaseContext, minutes: number) =>
      look(context, noon + minutes * minute, { policy: { escalation } }).steps.map(
        ({ step }) => step,
      );
    expect(at(aside(), 45)).toEqual([]);
    const awake = next(aside(), look(aside(), noon + hour, { policy: { escalation } }));
    expect(at(awake, 89)).toEqual([]);
    expect(at(awake, 90)).toEqual(['acknowledgement-lapsed', 'told']);
  });

  it.each<[string, CaseAction]>([
    ['handled', { action: 'handle' }],
    ['put aside again after he took it up', { action: 'wake' }],
  ])('is over when it is %s', (_, action) => {
    const over = done(aside(), action, { at: noon + minute });
    expect(look(over, noon + hour).steps.map(({ step }) => step)).not.toContain('woken');
  });
});

describe('a snooze is refused', () => {
  const asks = (until: number, change: object = {}, by = 'li-login') =>
    actOnCase({
      ...taken(),
      action: { action: 'snooze', until, reason: 'later' },
      at: noon,
      key: null,
      actor: { name: by, parts: handler },
      snooze: { longestMs: 2 * hour, redAt: noon + hour, isRed: false, ...change },
    });

  it.each<[string, ReturnType<typeof asks>, string | null]>([
    ['never, within its limit', asks(noon + hour), null],
    ['past the limit of the case', asks(noon + hour + 1), 'past-limit'],
    ['longer than the policy lets it', asks(noon + 3 * hour, { redAt: null }), 'snooze-too-long'],
    ['when it is red already', asks(noon + minute, { isRed: true }), 'already-red'],
    ['that has ended before it begins', asks(noon), 'end-not-ahead'],
    ['by somebody else', asks(noon + minute, {}, 'sun-login'), 'not-yours'],
  ])('%s', (_, result, reason) => {
    expect(result.ok ? null : result.reason).toBe(reason);
  });

  it('without a reason, twice, and of a case that nobody has accepted', () => {
    const bare = { action: 'snooze', until: noon + hour } as const;
    expect(act(taken(), bare, { at: noon })).toMatchObject({ reason: 'reason-missing' });
    const rest = { ...bare, reason: 'x' };
    const aside = done(taken(), rest, { at: noon });
    expect(act(aside, rest, { at: noon })).toMatchObject({ reason: 'already-snoozed' });
    expect(act(taken(), { action: 'wake' }, { at: noon })).toMatchObject({ reason: 'not-snoozed' });
    expect(act(aCase(), rest, { at: playedAt })).toMatchObject({ reason: 'not-from-this-state' });
  });

  it('uses the first running limit that is not met', () => {
    const limit = { unit: 'time', amount: hour } as const;
    const one = { name: 'handle', limit, used: 0.1, light: 'green', greenUntil: noon } as const;
    const open = { ...one, metAt: null, isRunning: true, yellowUntil: noon + 2 * hour };
    const met = { ...one, metAt: noon, isRunning: false, yellowUntil: null, light: 'red' } as const;
    expect(snoozeTermsOf([met, open], hour)).toEqual({
      longestMs: hour,
      redAt: noon + 2 * hour,
      isRed: false,
    });
    expect(snoozeTermsOf([], hour)).toEqual({ longestMs: hour, redAt: null, isRed: false });
  });
});
