// Formats a share in per cent in both languages; a dash if there is none.
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  // Never rounds to 100 % if one is missing, or to 0 % if there is one.
  const percent = share > 0.995 && share < 1 ? 99 : Math.round(share * 100);
  return `${share > 0 && percent === 0 ? 1 : percent} %`;
}

/** The difference of two shares in percentage points, with its sign. */
export function formatChange(change: number | null): string {
  if (change === null) return '';
  const points = Math.round(change * 100);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '±0';
}
