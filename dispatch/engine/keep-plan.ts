// The versions of policy and calendar. At the start, a changed site file becomes a new version: it applies from then on, and
// earlier times keep their version. Takes the store's part and the site.
import { isDeepStrictEqual } from 'node:util';
import type { Site } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { createWorkCalendar, type WorkCalendar } from '../deadlines/work-calendar.ts';
import type { EngineStore, PlanVersion } from '../store/engine-store.ts';

export interface Plans {
  /** Oldest first, at least one. */
  versions: readonly PlanVersion[];
  calendar: WorkCalendar;
}

export interface PlanParts {
  store: Pick<EngineStore, 'plans' | 'addPlan'>;
  site: Pick<Site, 'policy' | 'calendar' | 'timezone'>;
  clock: Clock;
}

export async function keepPlan({ store, site, clock }: PlanParts): Promise<Plans> {
  const { policy, calendar } = site;
  const before = await store.plans();
  // Normalised as the database returns it, without undefined values.
  const written = JSON.parse(JSON.stringify({ policy, calendar })) as typeof site;
  const newest = before.at(-1);
  const isSame =
    newest !== undefined &&
    isDeepStrictEqual(newest.policy, written.policy) &&
    isDeepStrictEqual(newest.calendar, written.calendar);
  if (!isSame) await store.addPlan({ from: clock.now(), policy, calendar });
  const versions = isSame ? before : await store.plans();
  const working = versions.map((version) => ({
    from: version.from,
    calendar: version.calendar,
    workingTime: version.policy.workingTime,
  }));
  return { versions, calendar: createWorkCalendar(working, site.timezone) };
}
