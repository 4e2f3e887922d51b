// Objects within the region of an object that left: a drawn street from which a lorry drives away.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../frame.ts';
import { paintStreet, planesOf, withThings, type Colour } from '../testing/paint-picture.ts';
import { createCellMemory, type CellMemory } from './cell-memory.ts';
import { findRegions, type CellRegion } from './regions.ts';
import { standingParts } from './standing-parts.ts';

const columns = 80;
const street = paintStreet();
const lorryBox = { x: 0.4, y: 0.35, width: 0.3, height: 0.4 };
const heapBox = { x: 0.5, y: 0.55, width: 0.1, height: 0.15 };
const lorry = withThings(street, [{ box: lorryBox, colour: [40, 60, 120] }]);
const heap = (colour: Colour) => withThings(street, [{ box: heapBox, colour }]);

/** The lorry's place as one settled region: `now` settled where the background shows the lorry. */
function settled(now: Picture): { memory: CellMemory; region: CellRegion } {
  const memory = createCellMemory(planesOf(lorry));
  for (const plane of ['luma', 'red', 'blue'] as const)
    memory.settled.planes[plane].set(planesOf(now)[plane]);
  const marked = new Uint8Array(memory.columns * memory.rows);
  for (let row = 15; row < 33; row++) marked.fill(1, row * columns + 32, row * columns + 56);
  marked.forEach((mark, cell) => (memory.settled.since[cell] = mark));
  const weak = new Uint8Array(marked.length);
  const [region] = findRegions({ marked, weak }, columns, 1);
  return { memory, region: region! };
}

const heapCells = new Set(
  Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 8 }, (_, column) => (24 + row) * columns + 40 + column),
  ).flat(),
);
const options = { known: [], minCells: 8 };

describe('standingParts', () => {
  it('finds nothing when the lorry leaves an empty street', () => {
    const { memory, region } = settled(street);
    expect(standingParts(region, memory, options)).toEqual([]);
  });

  it.each<[string, Colour]>([
    ['white', [240, 240, 240]],
    ['dark', [20, 20, 20]],
    ['red', [190, 50, 40]],
  ])('finds the %s heap that it left there', (_, colour) => {
    const { memory, region } = settled(heap(colour));
    const [part, ...others] = standingParts(region, memory, options);
    expect(others).toEqual([]);
    const shared = part!.cells.filter((cell) => heapCells.has(cell)).length;
    expect(shared).toBeGreaterThan(0.7 * heapCells.size);
    expect(part!.cells.length).toBeLessThan(1.6 * heapCells.size);
  });

  it('keeps a known object, even without an outline', () => {
    const { memory, region } = settled(street);
    const [part] = standingParts(region, memory, { ...options, known: [{ cells: heapCells }] });
    expect(part!.cells).toHaveLength(heapCells.size);
  });

  it('does not keep a known object of which little is left, or that is most of the region', () => {
    const { memory, region } = settled(street);
    const elsewhere = new Set([...heapCells].map((cell) => cell + 20));
    for (const cells of [elsewhere, new Set(region.cells)])
      expect(standingParts(region, memory, { ...options, known: [{ cells }] })).toEqual([]);
  });
});
