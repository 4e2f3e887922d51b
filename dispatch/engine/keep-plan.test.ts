// Versions of policy and calendar: a new one only when the site file has changed, and the old ones stay.
import { describe, expect, it } from 'vitest';
import { aSite } from '../testing/a-site.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import type { PlanVersion } from '../store/engine-store.ts';
import { keepPlan } from './keep-plan.ts';

/** As a database stores them, without undefined values. */
function memory() {
  const rows: PlanVersion[] = [];
  return {
    rows,
    plans: () => Promise.resolve([...rows]),
    addPlan: (version: PlanVersion) => {
      rows.push(JSON.parse(JSON.stringify(version)) as PlanVersion);
      return Promise.resolve();
    },
  };
}

describe('keepPlan', () => {
  it('stores the first version, none for an unchanged start, and one for each change', async () => {
    const store = memory();
    const clock = fakeClock(1000);
    const site = aSite();
    expect((await keepPlan({ store, site, clock })).versions).toHaveLength(1);
    clock.advance(1000);
    expect((await keepPlan({ store, site, clock })).versions).toHaveLength(1);
    const holiday = aSite({ calendar: { holidays: ['2026-10-01'] } });
    const { versions } = await keepPlan({ store, site: holiday, clock });
    expect(versions.map(({ from }) => from)).toEqual([1000, 2000]);
    const stricter = aSite({ deadlines: [{ handle: '1h' }] });
    await keepPlan({ store, site: stricter, clock });
    expect(store.rows[2]?.policy.deadlines[0]?.handle).toEqual({ unit: 'time', amount: 3_600_000 });
  });

  it('counts the time before a change by the calendar of that time', async () => {
    const store = memory();
    const day = 86_400_000;
    const monday = Date.parse('2026-11-23T00:00:00+08:00');
    const clock = fakeClock(monday);
    await keepPlan({ store, site: aSite(), clock });
    clock.advance(day);
    const holidays = ['2026-11-23', '2026-11-24'];
    const { calendar } = await keepPlan({ store, site: aSite({ calendar: { holidays } }), clock });
    expect(calendar.passed('workdays', monday, monday + day)).toBeCloseTo(1, 9);
    expect(calendar.passed('workdays', monday + day, monday + 2 * day)).toBe(0);
  });
});
