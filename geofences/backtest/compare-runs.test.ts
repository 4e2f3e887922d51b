// Compares two runs: which incidents both have, and which only one has.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { box, middle, monday } from '../testing/observations.ts';
import { compareRuns } from './compare-runs.ts';
import type { BackTestIncident } from './incident-list.ts';

/** Seconds after noon on Monday. */
function incident(
  from: number,
  to: number | null,
  parts: Partial<BackTestIncident> = {},
): BackTestIncident {
  const presentSince = monday + from * 1000;
  return {
    incidentId: `${from}`,
    fenceId: 'corner',
    kind: 'debris-pile',
    presentSince,
    openedAt: presentSince + 10_000,
    mediaTimeMs: null,
    confidence: 0.8,
    reason: '',
    clearedAt: to === null ? null : monday + to * 1000,
    region: middle,
    stays: [{ from: presentSince, until: to === null ? null : monday + to * 1000 }],
    ...parts,
  };
}
const run = (...incidents: BackTestIncident[]) => ({ incidents, to: monday + 3_600_000 });
const counts = (armed: ReturnType<typeof run>, draft: ReturnType<typeof run>) => {
  const { kept, gained, lost } = compareRuns(armed, draft);
  return [kept.length, gained.length, lost.length];
};

describe('two runs', () => {
  it('without incidents have no differences', () => {
    const nothing = { incidents: [], to: null };
    expect(compareRuns(nothing, nothing)).toEqual({ kept: [], gained: [], lost: [] });
  });

  it('report what only one of them has', () => {
    const early = incident(0, 60);
    const late = incident(600, 660);
    expect(compareRuns(run(early), run(late))).toEqual({ kept: [], gained: [late], lost: [early] });
  });

  const elsewhere = box(0, 0, 0.1, 0.1);
  it.each<[string, BackTestIncident, BackTestIncident, boolean]>([
    ['the same', incident(0, 60), incident(0, 60), true],
    ['longer in the draft', incident(0, 60), incident(0, 90), true],
    ['still open in the draft', incident(0, 60), incident(30, null), true],
    ['open in both', incident(0, null), incident(1800, null), true],
    ['later', incident(0, 60), incident(61, 90), false],
    ['elsewhere', incident(0, 60), incident(0, 60, { region: elsewhere }), false],
    ['of another kind', incident(0, 60), incident(0, 60, { kind: 'street-vending' }), false],
    ['in a fence of another name', incident(0, 60), incident(0, 60, { fenceId: 'other' }), true],
    [
      'in a part of the place',
      incident(0, 60),
      incident(0, 60, { region: box(0.4, 0.4, 0.1, 0.1) }),
      true,
    ],
  ])('are matched or not: %s', (_, armed, draft, isSame) => {
    expect(counts(run(armed), run(draft))).toEqual(isSame ? [1, 0, 0] : [0, 1, 1]);
  });

  it('match each incident once: an incident that the draft splits in two is kept and gained', () => {
    const whole = incident(0, 600);
    const first = incident(0, 100);
    const second = incident(200, 600);
    const { kept, gained, lost } = compareRuns(run(whole), run(first, second));
    expect(kept).toEqual([{ armed: whole, draft: second }]);
    expect([gained, lost]).toEqual([[first], []]);
  });

  it('match pairs with the longest common time first, then the largest common area', () => {
    const near = incident(0, 60, { incidentId: 'near', region: box(0.42, 0.4, 0.2, 0.3) });
    const far = incident(0, 60, { incidentId: 'far', region: box(0.5, 0.4, 0.2, 0.3) });
    const { kept, gained } = compareRuns(run(incident(0, 60)), run(far, near));
    expect(kept[0]!.draft).toBe(near);
    expect(gained).toEqual([far]);
  });

  it('report every incident exactly once, and the same pairs the other way round', () => {
    const incidents = fc
      .array(fc.tuple(fc.nat(50), fc.option(fc.nat(40)), fc.constantFrom(middle, elsewhere)), {
        maxLength: 6,
      })
      .map((rows) =>
        rows.map(([from, stay, region], index) =>
          incident(from, stay === null ? null : from + stay, { region, incidentId: `${index}` }),
        ),
      );
    fc.assert(
      fc.property(incidents, incidents, (a, b) => {
        const { kept, gained, lost } = compareRuns(run(...a), run(...b));
        expect(new Set([...kept.map(({ armed }) => armed), ...lost])).toEqual(new Set(a));
        expect(new Set([...kept.map(({ draft }) => draft), ...gained])).toEqual(new Set(b));
        expect([kept.length + lost.length, kept.length + gained.length]).toEqual([
          a.length,
          b.length,
        ]);
        expect(compareRuns(run(...b), run(...a)).kept).toHaveLength(kept.length);
      }),
    );
  });
});
