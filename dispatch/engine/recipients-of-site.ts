// Builds the recipients of a site: from routes, units and shifts, or from its simple roster. Takes the site.
import type { Site } from '../../contracts/index.ts';
import { createRoster, type Roster } from '../roster/roster.ts';
import { createQuietCheck, quietRoster } from '../routing/quiet-hours.ts';
import type { Recipients } from '../routing/recipients.ts';
import { createDutyPlan } from '../routing/route-alert.ts';
import { createRouter } from '../routing/route-case.ts';

export type RoutedSite = Pick<
  Site,
  'organisation' | 'routes' | 'roster' | 'timezone' | 'calendar' | 'channels'
>;

export function recipientsOfSite(site: RoutedSite): Recipients {
  const { organisation, routes, timezone, calendar, channels } = site;
  const roster = rosterOfSite(site);
  const usual = channels.telling.quietHours;
  const quiet = createQuietCheck({ timezone, calendar, usual });
  const leavesToNext = [{ quietHours: usual }, ...organisation.people].some(
    ({ quietHours }) => quietHours?.then === 'next-person',
  );
  const later = quietRoster(roster, organisation.people, quiet);
  const hasDirect = channels.direct.length > 0;
  const router =
    organisation.units.length === 0
      ? null
      : createRouter({
          organisation,
          routes,
          roster,
          ...(leavesToNext && { quietRoster: later }),
          timezone,
          calendar,
          hasDirect,
        });
  const plan = createDutyPlan({ roster: site.roster, timezone, calendar, hasDirect });
  return {
    router,
    roster,
    organisation,
    plan,
    telling: hasDirect ? channels.telling : null,
    quiet,
    leavesToNext,
    usualQuietHours: usual ?? null,
  };
}

export function rosterOfSite({
  organisation,
  timezone,
  calendar,
}: Pick<RoutedSite, 'organisation' | 'timezone' | 'calendar'>): Roster {
  return createRoster({ organisation, timezone, calendar });
}
