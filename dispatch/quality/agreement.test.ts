import { describe, expect, it } from 'vitest';
import { agreementOf, type Pair } from './agreement.ts';

/** Pairs from a table of counts: rows are first verdicts, columns second ones. */
function pairsOf(table: readonly (readonly number[])[]): Pair[] {
  return table.flatMap((row, first) =>
    row.flatMap((count, second) =>
      Array.from({ length: count }, (): Pair => [`c${first}`, `c${second}`]),
    ),
  );
}

describe('Cohen’s kappa', () => {
  it('has the value and the interval of ci.kappa(.05, 31, 12, 4, 58) in the R package statpsych', () => {
    const found = agreementOf(
      pairsOf([
        [31, 12],
        [4, 58],
      ]),
    );
    expect(found).toMatchObject({ compared: 105, same: 89, why: null });
    expect(found.kappa).toBeCloseTo(0.6756757, 7);
    expect(found.kappaInterval?.[0]).toBeCloseTo(0.531721, 6);
    expect(found.kappaInterval?.[1]).toBeCloseTo(0.8196303, 6);
  });

  it('of three classes is that of the example of Fleiss, Levin and Paik: 0.68', () => {
    const found = agreementOf(
      pairsOf([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    );
    expect(found).toMatchObject({ compared: 100, same: 89, share: 0.89, why: null });
    expect(found.kappa?.toFixed(2)).toBe('0.68');
  });

  it('is 0.4 for 70 % equal verdicts when chance gives 50 %', () => {
    const found = agreementOf(
      pairsOf([
        [20, 5],
        [10, 15],
      ]),
    );
    expect(found.kappa).toBeCloseTo(0.4, 10);
    expect(found.share).toBeCloseTo(0.7, 10);
  });

  it('is below zero when two agree less than by chance', () => {
    const found = agreementOf(
      pairsOf([
        [0, 20],
        [20, 0],
      ]),
    );
    expect(found.kappa).toBeCloseTo(-1, 10);
    expect(found.kappaInterval?.[0]).toBeGreaterThanOrEqual(-1);
  });

  it('does not depend on the order of the persons', () => {
    const pairs = pairsOf([
      [30, 6, 2],
      [1, 20, 5],
      [4, 0, 9],
    ]);
    const turned = pairs.map(([first, second]): Pair => [second, first]);
    expect(agreementOf(turned).kappa).toBeCloseTo(agreementOf(pairs).kappa ?? NaN, 12);
    expect(agreementOf(turned).kappaInterval?.[0]).toBeCloseTo(
      agreementOf(pairs).kappaInterval?.[0] ?? NaN,
      12,
    );
  });
});

describe('the interval of kappa', () => {
  // A small generator with a seed: mulberry32.
  const diceOf = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const truth = pairsOf([
    [40, 6, 4],
    [5, 20, 2],
    [3, 5, 15],
  ]);
  const trueKappa = agreementOf(truth).kappa ?? NaN;

  it('contains the true value in about 95 of 100 samples of 200 cases', () => {
    const roll = diceOf(7);
    const found = Array.from({ length: 1000 }, () => {
      const drawn = Array.from(
        { length: 200 },
        () => truth[Math.floor(roll() * truth.length)] ?? (['c0', 'c0'] as const),
      );
      const [low = 1, high = -1] = agreementOf(drawn).kappaInterval ?? [];
      return low <= trueKappa && trueKappa <= high;
    });
    const share = found.filter(Boolean).length / found.length;
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });
});

describe('the reason for a missing figure', () => {
  it('is that nothing was compared', () => {
    expect(agreementOf([])).toEqual({
      ...{ compared: 0, same: 0, share: null, shareInterval: null },
      ...{ kappa: null, kappaInterval: null, why: 'nothing-compared' },
    });
  });

  it('is that there is only one class, so chance explains everything', () => {
    const found = agreementOf(pairsOf([[50]]));
    expect(found).toMatchObject({ share: 1, kappa: null, kappaInterval: null, why: 'one-class' });
    // The rule of three: of 50 without a difference, up to about 7 % may differ.
    expect(found.shareInterval?.[0]).toBeCloseTo(0.929, 3);
    expect(found.shareInterval?.[1]).toBeCloseTo(1, 12);
  });

  it('is that all agree, so the interval would have no width', () => {
    const found = agreementOf(
      pairsOf([
        [30, 0],
        [0, 30],
      ]),
    );
    expect(found).toMatchObject({ kappa: 1, kappaInterval: null, why: 'all-agree' });
  });

  it.each([
    [29, 'too-few'],
    [30, null],
  ])('with %i cases the interval is: %s', (count, why) => {
    const found = agreementOf(
      pairsOf([
        [count - 10, 5],
        [0, 5],
      ]),
    );
    expect(found.why).toBe(why);
    expect(found.kappaInterval === null).toBe(why !== null);
    expect(found.kappa).not.toBeNull();
  });

  it('one person uses one class, the other two: kappa is 0', () => {
    const found = agreementOf(pairsOf([[40, 5]]));
    expect(found.kappa).toBeCloseTo(0, 12);
    expect(found.why).toBeNull();
  });
});
