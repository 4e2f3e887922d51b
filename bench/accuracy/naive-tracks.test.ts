import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Detection } from '../../detectors/detection.ts';
import { advanceTracks, noTracks } from './naive-tracks.ts';
import { farAway, middle } from './testing/makers.ts';

const car = (box: Box, label = 'car'): Detection => ({
  thing: 'vehicle',
  label,
  confidence: 0.9,
  box,
});
const moved = (box: Box, x: number): Box => ({ ...box, x: box.x + x });

/** The ids after each look, a second apart. */
function idsOver(...looks: Detection[][]): string[][] {
  let tracks = noTracks;
  return looks.map((detections, index) => {
    tracks = advanceTracks(tracks, detections, index * 1000);
    return tracks.seen.map(({ id }) => id);
  });
}

describe('the tracker of the baseline', () => {
  it('has no track without detections', () => {
    expect(idsOver([], [])).toEqual([[], []]);
  });

  it('continues the track of an object that stays or moves a little', () => {
    expect(idsOver([car(middle)], [car(middle)], [car(moved(middle, 0.05))])).toEqual([
      ['n1'],
      ['n1'],
      ['n1'],
    ]);
  });

  it('loses an object that is missed once', () => {
    expect(idsOver([car(middle)], [], [car(middle)])).toEqual([['n1'], [], ['n2']]);
  });

  it('loses an object that moves away', () => {
    expect(idsOver([car(middle)], [car(moved(middle, 0.2))])).toEqual([['n1'], ['n2']]);
  });

  it('loses an object that gets another label', () => {
    expect(idsOver([car(middle)], [car(middle, 'truck')])).toEqual([['n1'], ['n2']]);
  });

  it('gives each object the track with the most overlap, and uses no track twice', () => {
    const near = moved(middle, 0.06);
    expect(idsOver([car(middle), car(farAway)], [car(near), car(middle), car(farAway)])).toEqual([
      ['n1', 'n2'],
      ['n3', 'n1', 'n2'],
    ]);
  });

  it('remembers when each track began', () => {
    const first = advanceTracks(noTracks, [car(middle)], 1000);
    const second = advanceTracks(first, [car(middle)], 5000);
    expect(second.seen.map(({ firstSeenAt }) => firstSeenAt)).toEqual([1000]);
  });
});
