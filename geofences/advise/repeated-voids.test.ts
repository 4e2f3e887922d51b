import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Verdict } from './labelled-case.ts';
import { repeatedVoids } from './repeated-voids.ts';

const here: Box = { x: 0.4, y: 0.4, width: 0.1, height: 0.1 };
const away: Box = { x: 0.8, y: 0.1, width: 0.1, height: 0.1 };

function verdict(id: number, more: Partial<Verdict> = {}): Verdict {
  return { id: `c${id}`, at: id, region: here, verdict: 'void', cause: 'shadow', ...more };
}
const three = [1, 2, 3].map((id) => verdict(id));

describe('places that were void repeatedly', () => {
  it.each<[string, Verdict[]]>([
    ['no verdict', []],
    ['two', three.slice(0, 2)],
    ['three that were confirmed', three.map((one) => ({ ...one, verdict: 'confirmed' as const }))],
    [
      'three for different causes',
      three.map((one, index) => ({ ...one, cause: `cause ${index}` })),
    ],
    ['two here and one elsewhere', [...three.slice(0, 2), verdict(3, { region: away })]],
    ['three of which nobody knows where', three.map((one) => ({ ...one, region: null }))],
  ])('are none with %s', (_, verdicts) => {
    expect(repeatedVoids(verdicts)).toEqual([]);
  });

  it('are listed from three void alerts on, with these alerts', () => {
    const moved = { ...here, x: 0.42 };
    const [place, ...others] = repeatedVoids([...three, verdict(4, { region: moved })]);
    expect(others).toEqual([]);
    expect(place).toMatchObject({ cause: 'shadow', confirmed: 0 });
    expect(place?.verdicts.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(place?.region.x).toBe(0.4);
    expect(place?.region.width).toBeCloseTo(0.12, 6);
  });

  it('have the number of confirmed alerts, and are sorted by void alerts', () => {
    const elsewhere = [5, 6, 7, 8].map((id) => verdict(id, { region: away }));
    const confirmed = verdict(9, { verdict: 'confirmed', cause: '' });
    const places = repeatedVoids([...three, ...elsewhere, confirmed]);
    expect(places.map(({ verdicts, confirmed: count }) => [verdicts.length, count])).toEqual([
      [4, 0],
      [3, 1],
    ]);
  });
});
