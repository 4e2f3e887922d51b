// The night's script: the same for one seed, within the night, with three kills.
import { describe, expect, it } from 'vitest';
import { planNight } from './night-plan.ts';

const wish = { seed: 7, incidents: 300, cells: 40, minutes: 540, hasBroker: true };

describe('planNight', () => {
  it('is the same for one seed, and another for another', () => {
    expect(planNight(wish)).toEqual(planNight(wish));
    expect(planNight({ ...wish, seed: 8 })).not.toEqual(planNight(wish));
  });

  it('has the requested number of incidents with unique names, within the cells and the night', () => {
    const { incidents } = planNight(wish);
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(300);
    for (const { cell, openAt, clearAt } of incidents) {
      expect(cell).toBeGreaterThanOrEqual(0);
      expect(cell).toBeLessThan(40);
      expect(openAt).toBeLessThan(540);
      expect(clearAt).toBeGreaterThan(openAt);
    }
  });

  it('has incidents that nobody accepts, and some that are handled', () => {
    const { incidents } = planNight(wish);
    const nobody = incidents.filter(({ takenAfter }) => takenAfter === null);
    expect(nobody.length).toBeGreaterThan(30);
    expect(incidents.filter(({ isHandled }) => isHandled).length).toBeGreaterThan(100);
  });

  it('kills dispatch three times, restarts Redis, and lets a webhook die for a while', () => {
    const what = planNight(wish).disturbances.map((one) => one.what);
    expect(what.filter((one) => one === 'kill-dispatch')).toHaveLength(3);
    expect(what).toEqual(expect.arrayContaining(['restart-redis', 'hook-1-dies']));
  });

  it('kills the broker, or another webhook if the broker is embedded', () => {
    const of = (hasBroker: boolean) => planNight({ ...wish, hasBroker }).disturbances;
    expect(of(true).some(({ what }) => what === 'broker-dies')).toBe(true);
    expect(of(false).some(({ what }) => what === 'broker-dies')).toBe(false);
    expect(of(false).some(({ what }) => what === 'hook-2-dies')).toBe(true);
  });
});
