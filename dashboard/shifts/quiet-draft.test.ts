// The form of quiet hours.
import { describe, expect, it } from 'vitest';
import { scheduleDays, type OwnQuietHours, type QuietHours } from '../../contracts/index.ts';
import { draftOf, hoursOf } from './quiet-draft.ts';

const days = [...scheduleDays];
const night: QuietHours = { hours: [{ days, from: '22:00', to: '06:00' }], then: 'wait' };
const known = (own: QuietHours | null, site: QuietHours | null = night): OwnQuietHours => ({
  person: 'li',
  own,
  site,
});

describe('quiet hours in the form', () => {
  it.each<[string, OwnQuietHours, string]>([
    ['the site’s', known(null), 'site'],
    ['one’s own', known({ ...night, then: 'next-person' }), 'own'],
    ['none at all', known({ hours: [], then: 'wait' }), 'none'],
    ['nothing, with no site’s either', known(null, null), 'site'],
  ])('begin as %s', (_, given, which) => {
    expect(draftOf(given).which).toBe(which);
    expect(hoursOf(draftOf(given), given)).toEqual(given.own);
  });

  it('keep several spans while no time is edited, and become one span when one is', () => {
    const weekend: QuietHours = {
      hours: [{ days: ['sat', 'sun'], from: '21:00', to: '08:00' }, ...night.hours],
      then: 'wait',
    };
    const given = known(weekend);
    const draft = draftOf(given);
    expect(hoursOf({ ...draft, then: 'next-person' }, given)?.hours).toEqual(weekend.hours);
    expect(hoursOf({ ...draft, to: '09:00' }, given)?.hours).toEqual([
      { days, from: '21:00', to: '09:00' },
    ]);
  });
});
