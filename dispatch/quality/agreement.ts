// How far two persons agree over the same cases: share of the same verdicts, and Cohen's kappa with its interval. Pure: takes pairs
// of verdicts. Formulas and sources: docs/reference/quality-checks.md.
import type { Agreement } from '../../contracts/index.ts';

export type Pair = readonly [first: string, second: string];

/** For 95 %. */
const z = 1.959964;
/** With fewer cases the interval of kappa is not reliable. */
const fewestForInterval = 30;

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const compared = pairs.length;
  const same = pairs.filter(([first, second]) => first === second).length;
  if (compared === 0) return without(0, 0, 'nothing-compared');
  const share = same / compared;
  const counted = { compared, same, share, shareInterval: wilson(share, compared) };
  const { classes, at, ofFirst, ofSecond } = sharesOf(pairs);
  const expected = sum(classes.map((one) => ofFirst(one) * ofSecond(one)));
  // Both always give the same verdict: kappa would be 0 / 0.
  if (classes.length === 1) return { ...without(compared, same, 'one-class'), ...counted };
  const kappa = (share - expected) / (1 - expected);
  const why = compared < fewestForInterval ? 'too-few' : same === compared ? 'all-agree' : null;
  if (why !== null) return { ...counted, kappa, kappaInterval: null, why };
  const spread = z * standardError({ classes, at, ofFirst, ofSecond, kappa, expected, compared });
  const kappaInterval: [number, number] = [
    Math.max(-1, kappa - spread),
    Math.min(1, kappa + spread),
  ];
  return { ...counted, kappa, kappaInterval, why: null };
}

function without(compared: number, same: number, why: NonNullable<Agreement['why']>): Agreement {
  const none = { share: null, shareInterval: null, kappa: null, kappaInterval: null };
  return { compared, same, ...none, why };
}

interface Shares {
  classes: readonly string[];
  /** Of all pairs. */
  at: (first: string, second: string) => number;
  ofFirst: (one: string) => number;
  ofSecond: (one: string) => number;
}

function sharesOf(pairs: readonly Pair[]): Shares {
  const classes = [...new Set(pairs.flat())].sort();
  const shareOf = (is: (pair: Pair) => boolean) => pairs.filter(is).length / pairs.length;
  const firsts = new Map(classes.map((one) => [one, shareOf(([first]) => first === one)]));
  const seconds = new Map(classes.map((one) => [one, shareOf(([, second]) => second === one)]));
  return {
    classes,
    at: (first, second) => shareOf((pair) => pair[0] === first && pair[1] === second),
    ofFirst: (one) => firsts.get(one) ?? 0,
    ofSecond: (one) => seconds.get(one) ?? 0,
  };
}

interface Spread extends Shares {
  kappa: number;
  expected: number;
  compared: number;
}

/** Approximation for many cases: Fleiss, Cohen and Everitt (1969). */
function standardError({ classes, kappa, expected, compared, ...shares }: Spread): number {
  const { at, ofFirst, ofSecond } = shares;
  const onDiagonal = sum(
    classes.map((one) => at(one, one) * (1 - (ofFirst(one) + ofSecond(one)) * (1 - kappa)) ** 2),
  );
  const others = classes.flatMap((row) =>
    classes.map((column) =>
      row === column ? 0 : at(row, column) * (ofSecond(row) + ofFirst(column)) ** 2,
    ),
  );
  const offDiagonal = (1 - kappa) ** 2 * sum(others);
  const middle = (kappa - expected * (1 - kappa)) ** 2;
  const variance = (onDiagonal + offDiagonal - middle) / (compared * (1 - expected) ** 2);
  return Math.sqrt(Math.max(0, variance));
}

/** Wilson (1927): valid near 0 and 1 too. */
function wilson(share: number, count: number): [number, number] {
  const middle = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const root = Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const half = (z / (1 + z ** 2 / count)) * root;
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
