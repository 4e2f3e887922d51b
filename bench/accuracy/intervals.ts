// 95 % intervals of counted figures: of a share (Wilson) and of a rate of rare events (Poisson, exact). Pure: takes counts;
// returns the bounds, or null without any count.

export interface Interval {
  readonly from: number;
  readonly to: number;
}

const z = 1.959964;
const tail = 0.025;

/** For `found` of `all`; null without any. */
export function shareInterval(found: number, all: number): Interval | null {
  if (all === 0) return null;
  const share = found / all;
  const spare = z ** 2 / all;
  const middle = (share + spare / 2) / (1 + spare);
  const reach = (z * Math.sqrt((share * (1 - share)) / all + spare / (4 * all))) / (1 + spare);
  return { from: Math.max(0, middle - reach), to: Math.min(1, middle + reach) };
}

/** For the mean of an observed `count`. */
export function countInterval(count: number): Interval {
  const most = count + 6 * Math.sqrt(count + 1) + 10;
  return {
    from: count === 0 ? 0 : solve((mean) => 1 - atMost(count - 1, mean) - tail, count),
    to: solve((mean) => tail - atMost(count, mean), most),
  };
}

/** The probability of at most `count` events when `mean` are expected. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let events = 1; events <= count; events++) {
    term *= mean / events;
    sum += term;
  }
  return sum;
}

/** The root of an increasing function between 0 and `most`. */
function solve(rising: (value: number) => number, most: number): number {
  let low = 0;
  let high = most;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
