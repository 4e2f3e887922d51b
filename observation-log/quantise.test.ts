// Quantised observations are close to the original, valid, and unchanged by another quantisation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observationSchema, type Box } from '../contracts/index.ts';
import { anObservation, aRegion, aTrack, box } from '../geofences/testing/observations.ts';
import { outwards, quantiseObservation } from './quantise.ts';
import { arbitraryLog } from './testing/arbitrary-log.ts';

const quantisedBox = (value: Box) =>
  quantiseObservation(anObservation({ tracks: [aTrack({ box: value })] })).tracks[0]!.box;
const edgesOf = ({ x, y, width, height }: Box) => [x, y, x + width, y + height];

describe('a quantised observation', () => {
  it('without content is unchanged', () => {
    expect(quantiseObservation(anObservation())).toEqual(anObservation());
  });

  it('is valid, and another quantisation changes nothing', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        for (const observation of log) {
          const once = quantiseObservation(observation);
          expect(observationSchema.safeParse(once).success).toBe(true);
          expect(quantiseObservation(once)).toEqual(once);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has each edge of a box within half a step of the original, and in the picture', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (x, y, right, bottom) => {
        const was = box(x, y, (1 - x) * right, (1 - y) * bottom);
        const is = quantisedBox(was);
        edgesOf(is).forEach((edge, index) => {
          expect(Math.abs(edge - edgesOf(was)[index]!)).toBeLessThanOrEqual(0.5 / 1024 + 1e-12);
          expect(edge).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it.each([
    ['confidence', 0.4567, 0.46],
    ['a share that is on a step', 0.29, 0.29],
    ['all', 1, 1],
    ['nothing', 0, 0],
  ])('rounds %s to a hundredth', (_, came, kept) => {
    const { tracks, regions } = quantiseObservation(
      anObservation({
        tracks: [aTrack({ confidence: came })],
        regions: [
          aRegion({
            contrast: came,
            seenAs: [{ thing: 'goods', label: 'box', confidence: came }],
          }),
        ],
      }),
    );
    expect(tracks[0]!.confidence).toBe(kept);
    expect(regions[0]).toMatchObject({ contrast: kept, seenAs: [{ confidence: kept }] });
  });

  it('has media time in whole ms', () => {
    expect(quantiseObservation(anObservation({ mediaTimeMs: 41.7 })).mediaTimeMs).toBe(42);
  });

  it('derives box and area of a region from its spans, exactly', () => {
    const grid = { columns: 7, rows: 3 };
    const nearly = box(1 / 7 + 1e-5, 1 / 3, 2 / 7 - 1e-5, 2 / 3);
    const spans: [number, number, number][] = [
      [1, 1, 2],
      [2, 1, 2],
    ];
    const region = aRegion({ box: nearly, area: 4 / 21 + 1e-6, spans });
    const [kept] = quantiseObservation(anObservation({ grid, regions: [region] })).regions;
    expect(kept).toMatchObject({ box: box(1 / 7, 1 / 3, 2 / 7, 2 / 3), area: 4 / 21 });
  });

  it.each<[string, Box, [number, number, number][]]>([
    ['is elsewhere', box(0.5, 0.5, 0.25, 0.25), [[0, 0, 1]]],
    ['has no spans', box(0.5, 0.5, 0.25, 0.25), []],
    ['has spans beyond the grid', box(0.5, 0.5, 0.25, 0.25), [[0, 0, 40]]],
  ])("keeps a region's own box that %s", (_, own, spans) => {
    const regions = [aRegion({ box: own, spans })];
    expect(quantiseObservation(anObservation({ regions })).regions[0]!.box).toEqual(own);
  });

  it('keeps a shift of the view within one picture, without negative zeros', () => {
    const view = { state: 'moved' as const, since: 0, shift: { x: -3, y: -0.0001 } };
    expect(quantiseObservation(anObservation({ view })).view.shift).toEqual({ x: -1, y: 0 });
  });
});

describe('a box, outwards', () => {
  it.each<[string, Box, Box]>([
    ['on whole steps stays', box(0.25, 0.5, 0.5, 0.125), box(0.25, 0.5, 0.5, 0.125)],
    ['of the whole picture stays', box(0, 0, 1, 1), box(0, 0, 1, 1)],
    ['between steps grows', box(1.5 / 1024, 0, 2 / 1024, 1), box(1 / 1024, 0, 3 / 1024, 1)],
    ['that leaves the picture by a rounding is cut', box(-1e-17, 0, 1 + 1e-15, 1), box(0, 0, 1, 1)],
    ['of nothing stays', box(0.5, 0.5, 0, 0), box(0.5, 0.5, 0, 0)],
  ])('%s', (_, from, to) => {
    expect(outwards(from)).toEqual(to);
  });
});
