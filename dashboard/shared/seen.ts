// The parts of an observation that the overlay shows: labelled objects, and the cells of regions.
import type { Observation, StaticRegion, Thing } from '../../contracts/index.ts';

/** The label of the region, or `unnamed`. */
export type SeenName = Thing | 'unnamed';

/** An older observation does not show the present: the camera or its worker is down. */
export const staleMs = 30_000;

/** The number of objects per label, most first. Regions without a label count as `unnamed`. */
export function countSeen({ tracks, regions }: Observation): { name: SeenName; total: number }[] {
  const names = [...tracks.map(({ thing }) => thing), ...regions.map(nameOfRegion)];
  const totals = new Map<SeenName, number>();
  for (const name of names) totals.set(name, (totals.get(name) ?? 0) + 1);
  return [...totals].map(([name, total]) => ({ name, total })).sort((a, b) => b.total - a.total);
}

export function nameOfRegion({ seenAs }: Pick<StaticRegion, 'seenAs'>): SeenName {
  return seenAs[0]?.thing ?? 'unnamed';
}

/** The cells of a region as an SVG path in shares of the picture. */
export function pathOfSpans(spans: StaticRegion['spans'], grid: Observation['grid']): string {
  return spans
    .map(([row, first, last]) => {
      const x = first / grid.columns;
      const y = row / grid.rows;
      const width = (last - first + 1) / grid.columns;
      const height = 1 / grid.rows;
      return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
