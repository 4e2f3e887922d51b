// A share in per cent, as people write it in both languages; a dash where there is none.
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  // Never 100 % while one is missing, never 0 % while there is one.
  const percent = share > 0.995 && share < 1 ? 99 : Math.round(share * 100);
  return `${share > 0 && percent === 0 ? 1 : percent} %`;
}

/** A difference of two shares in points, with its sign. */
export function formatChange(change: number | null): string {
  if (change === null) return '';
  const points = Math.round(change * 100);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '±0';
}
