// Finding the reference in the current picture: turned, tilted and zoomed cameras are measured; light, crowds and covers are no motion.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../frame.ts';
import { createCameraOnAStreet, type Aim } from '../testing/camera-on-a-street.ts';
import { plain, planesOf, withLight, withNoise, withThings } from '../testing/paint-picture.ts';
import { findMotion, type Motion } from './motion.ts';

const camera = createCameraOnAStreet();
const straight = camera();
const { width, height } = straight;
const reference = planesOf(straight);
const motionOf = (picture: Picture) => findMotion(planesOf(withNoise(picture, 3, 7)), reference);

/** In pixels, rounded to the accuracy of the search. */
function rounded(motion: Motion | null) {
  return (
    motion && {
      x: Math.round(motion.shift.x * width),
      y: Math.round(motion.shift.y * height),
      turn: motion.turn,
      zoom: motion.zoom,
    }
  );
}

describe('a camera', () => {
  it.each<[string, Aim, { x: number; y: number }]>([
    ['turned a little aside', { x: 6 }, { x: -6, y: 0 }],
    ['turned a little up', { y: -5 }, { x: 0, y: 5 }],
    ['turned down and aside', { x: -9, y: 7 }, { x: 9, y: -7 }],
    ['turned by more than tiles are followed', { x: 34, y: 6 }, { x: -34, y: -6 }],
    ['turned by a third of the picture', { x: -52 }, { x: 52, y: 0 }],
  ])('%s shows the same street shifted', (_, aim, shift) => {
    const found = rounded(motionOf(camera(aim)))!;
    expect(found).toMatchObject({ turn: 0, zoom: 1 });
    expect(Math.abs(found.x - shift.x)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.y - shift.y)).toBeLessThanOrEqual(1);
  });

  it.each([4, -6, 9])('tilted about its own middle by %d degrees is measured', (turn) => {
    const found = rounded(motionOf(camera({ turn })))!;
    expect(Math.abs(found.turn - turn)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.zoom - 1)).toBeLessThanOrEqual(0.03);
  });

  it.each([1.15, 0.88])('zoomed by %d is measured', (zoom) => {
    const found = rounded(motionOf(camera({ zoom })))!;
    expect(Math.abs(found.zoom - zoom)).toBeLessThanOrEqual(0.03);
    expect(found.turn).toBe(0);
  });

  it('that was turned is measured in another light, and behind a crowd', () => {
    const crowd = Array.from({ length: 8 }, (_, index) => ({
      box: { x: 0.05 + 0.12 * index, y: 0.4, width: 0.05, height: 0.3 },
      colour: [30 + 20 * index, 60, 150] as const,
    }));
    const picture = withThings(
      withLight(camera({ x: 8 }), (x) => 0.4 + 0.4 * x),
      crowd,
    );
    expect(rounded(motionOf(picture))).toMatchObject({ x: -8, y: 0, turn: 0 });
  });
});

describe('a camera that was not turned', () => {
  const lorry = {
    box: { x: 0.1, y: 0.1, width: 0.75, height: 0.8 },
    colour: [200, 200, 190] as const,
  };
  const bag = { box: { x: 0, y: 0, width: 0.55, height: 1 }, colour: [60, 50, 44] as const };
  it.each<[string, Picture]>([
    ['shows the same', straight],
    ['sways by a pixel', camera({ x: 1 })],
    ['is in the dark', withLight(straight, () => 0.3)],
    ['is half in the shadow', withLight(straight, (x) => (x < 0.5 ? 0.4 : 1))],
    ['is behind a lorry', withThings(straight, [lorry])],
    ['is covered', plain()],
    ['is covered on one side', withThings(straight, [bag])],
  ])('has no motion when it %s', (_, picture) => {
    expect(motionOf(picture)).toBeNull();
  });

  it('has no motion when the reference has no structure', () => {
    expect(findMotion(reference, planesOf(plain()))).toBeNull();
  });

  it('has no motion in an empty picture', () => {
    const none = planesOf(plain({ width: 0, height: 0 }));
    expect(findMotion(none, none)).toBeNull();
  });
});
