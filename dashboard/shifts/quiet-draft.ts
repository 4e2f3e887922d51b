// Quiet hours in the form: the site's, own ones with one span, or none. Pure. Own hours with several spans or days, from a site
// file, stay unchanged until a time is edited.
import { scheduleDays, type OwnQuietHours, type QuietHours } from '../../contracts/index.ts';

export interface QuietDraft {
  which: 'site' | 'own' | 'none';
  from: string;
  to: string;
  then: QuietHours['then'];
}

export function draftOf({ own, site }: OwnQuietHours): QuietDraft {
  const { from = '22:00', to = '06:00' } = (own ?? site)?.hours[0] ?? {};
  const then = (own ?? site)?.then ?? 'wait';
  const which = own === null ? 'site' : own.hours.length === 0 ? 'none' : 'own';
  return { which, from, to, then };
}

/** Null: the site's. */
export function hoursOf(
  { which, from, to, then }: QuietDraft,
  known: OwnQuietHours,
): QuietHours | null {
  if (which === 'site') return null;
  if (which === 'none') return { hours: [], then };
  const first = known.own?.hours[0];
  if (known.own !== null && first?.from === from && first.to === to)
    return { hours: known.own.hours, then };
  return { hours: [{ days: [...scheduleDays], from, to }], then };
}
