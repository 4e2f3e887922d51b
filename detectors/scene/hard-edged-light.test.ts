// Verdicts on an even change with a hard edge, by its measures and its surroundings on a small grid.
import { describe, expect, it } from 'vitest';
import { createCellMemory, type CellMemory } from './cell-memory.ts';
import { weighHardEdge, type HardEdgeVerdict, type Surroundings } from './hard-edged-light.ts';
import { createPlanes } from './planes.ts';
import type { CellRegion, RegionMeasures } from './regions.ts';

const [columns, rows, at] = [40, 30, 60_000];

function patchAt(left: number, top: number, width: number, height: number): CellRegion {
  const cells: number[] = [];
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) cells.push(y * columns + x);
  return { cells, left, top, right: left + width - 1, bottom: top + height - 1 };
}

const bag = patchAt(10, 10, 6, 5);

/** A white bag on an even grey ground, by day. */
const whiteBag: RegionMeasures = {
  outlineNow: 0.37,
  outlineBefore: 0.02,
  lumaChange: 0.39,
  lumaSpread: 0.05,
  chromaChange: 0.003,
  similarity: 0,
  roughNow: 0.03,
  roughBefore: 0.01,
  grainNow: 0,
  area: 0.01,
};

interface Change {
  measures?: Partial<RegionMeasures>;
  region?: CellRegion;
  others?: readonly CellRegion[];
  known?: readonly CellRegion[];
  hasLightMoved?: boolean;
  /** Cells where a person was seen, and how long ago, ms. */
  person?: { place: CellRegion; ago: number };
}

function memoryWith(person: Change['person']): CellMemory {
  const memory = createCellMemory(createPlanes(2 * columns, 2 * rows));
  for (const cell of person?.place.cells ?? []) memory.personSeenAt[cell] = at - person!.ago;
  return memory;
}

function verdictOf(change: Change): HardEdgeVerdict {
  const { measures, region = bag, others = [], known = [], person } = change;
  const around: Surroundings = {
    memory: memoryWith(person),
    at,
    hasLightMoved: change.hasLightMoved ?? false,
    others: [region, ...others],
    known: known.map(({ cells }) => ({ cells: new Set(cells) })),
  };
  return weighHardEdge(region, { ...whiteBag, ...measures }, around);
}

describe('a region that changed evenly', () => {
  const rows: [string, Change, HardEdgeVerdict][] = [
    ['alone, with a hard edge, is a thing', {}, 'thing'],
    ['alone, darker, is a thing too', { measures: { lumaChange: -0.6, outlineNow: 0.6 } }, 'thing'],
    ['with a soft edge is light', { measures: { outlineNow: 0.25 } }, 'light'],
    ['where the ground had that edge is light', { measures: { outlineBefore: 0.2 } }, 'light'],
    ['and keeps the texture of the ground is light', { measures: { similarity: 0.5 } }, 'light'],
    ['only faintly is light', { measures: { lumaChange: 0.2, outlineNow: 0.2 } }, 'light'],
    ['while the light of the picture changed is light', { hasLightMoved: true }, 'light'],
    ['in a long strip, as of a pole, is light', { region: patchAt(10, 10, 20, 2) }, 'light'],
    ['unevenly, as traffic leaves it, is light', { measures: { roughNow: 0.1 } }, 'light'],
    ['in too few cells is light', { region: patchAt(10, 10, 4, 5) }, 'light'],
    ['beside another region waits', { others: [patchAt(17, 10, 4, 8)] }, 'wait'],
    ['at the lower edge of the picture waits', { region: patchAt(10, 25, 6, 5) }, 'wait'],
    ['at its left edge is a thing', { region: patchAt(0, 10, 6, 5) }, 'thing'],
    ['far from another region is a thing', { others: [patchAt(25, 10, 4, 8)] }, 'thing'],
    ['beside somebody waits', { person: { place: patchAt(17, 8, 2, 8), ago: 2000 } }, 'wait'],
    [
      'where somebody was who has left is a thing',
      { person: { place: patchAt(17, 8, 2, 8), ago: 7000 } },
      'thing',
    ],
    [
      'and was a thing stays one when somebody comes',
      { known: [bag], person: { place: patchAt(17, 8, 2, 8), ago: 0 } },
      'thing',
    ],
    ['and was a thing stays one in other light', { known: [bag], hasLightMoved: true }, 'thing'],
    [
      'beside what was a thing is not that thing',
      { known: [patchAt(14, 10, 6, 5)], hasLightMoved: true },
      'light',
    ],
    [
      'and was taken for a thing is light once the texture below shows',
      { known: [bag], measures: { similarity: 0.6 } },
      'light',
    ],
  ];
  it.each(rows)('%s', (_, change, verdict) => {
    expect(verdictOf(change)).toBe(verdict);
  });
});
