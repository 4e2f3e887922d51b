// Limits that separate void from confirmed values. Takes one number for each case; returns the limits that remove some void cases
// and no confirmed one. A limit is halfway between the two sides.

/** Limits above void values and below every confirmed one. Largest first: it removes the most. */
export function cutsAbove(voids: readonly number[], confirmed: readonly number[]): number[] {
  const roof = confirmed.length > 0 ? Math.min(...confirmed) : Infinity;
  const below = [...new Set(voids)].filter((value) => value < roof).sort((a, b) => b - a);
  return below.slice(0, maxCuts).map((value, index) => {
    const next = below[index - 1] ?? roof;
    return next === Infinity ? value * 1.25 : (value + next) / 2;
  });
}

/** Limits below void values and above every confirmed one. Smallest first. */
export function cutsBelow(voids: readonly number[], confirmed: readonly number[]): number[] {
  const floor = confirmed.length > 0 ? Math.max(...confirmed) : 0;
  const above = [...new Set(voids)].filter((value) => value > floor).sort((a, b) => a - b);
  return above.slice(0, maxCuts).map((value, index) => {
    const next = above[index - 1] ?? floor;
    return next === 0 ? value * 0.8 : (value + next) / 2;
  });
}

const maxCuts = 6;
