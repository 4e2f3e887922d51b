// The ground picture in full resolution: which tiles are copied, when, and which places are unknown.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Frame } from '../frame.ts';
import { createGroundPicture } from './ground-picture.ts';

const size = { width: 192, height: 108 };
const start = Date.UTC(2026, 0, 5, 12);
const left: Box = { x: 0.1, y: 0.2, width: 0.2, height: 0.3 };
const right: Box = { x: 0.7, y: 0.2, width: 0.2, height: 0.3 };

function frame(grey: number, seconds: number, parts: Partial<Frame> = {}): Frame {
  const { width, height } = { ...size, ...parts };
  const rgb = new Uint8Array(width * height * 3).fill(grey);
  return {
    cameraId: 'gate',
    capturedAt: start + seconds * 1000,
    mediaTimeMs: null,
    ...size,
    rgb,
    ...parts,
  };
}

const everywhere = () => 1;
/** Something stands in the right half. */
const leftOnly = ({ x, width }: Box) => (x + width <= 0.5 ? 1 : 0);

function greyAt(ground: ReturnType<typeof createGroundPicture>, place: Box): number | undefined {
  const picture = ground.of(place);
  if (!picture) return undefined;
  const x = Math.round((place.x + place.width / 2) * picture.width);
  const y = Math.round((place.y + place.height / 2) * picture.height);
  return picture.rgb[(y * picture.width + x) * 3];
}

describe('the ground picture', () => {
  it('is null while the background is being learned', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), () => null);
    expect(ground.of(left)).toBeNull();
  });

  it('keeps tiles that showed the ground; other places are unknown', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), leftOnly);
    expect(greyAt(ground, left)).toBe(50);
    expect(ground.of(right)).toBeNull();
    expect(ground.of({ x: 0, y: 0, width: 1, height: 1 })).toBeNull();
  });

  it('learns a place as soon as the person there has left', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), leftOnly);
    ground.observe(frame(60, 2), everywhere);
    expect(greyAt(ground, right)).toBe(60);
    expect(greyAt(ground, left)).toBe(50);
  });

  it('follows the light where the ground shows, and keeps the ground under an object', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), everywhere);
    ground.observe(frame(90, 20), leftOnly);
    expect([greyAt(ground, left), greyAt(ground, right)]).toEqual([90, 50]);
  });

  it('has the time of its oldest part', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), everywhere);
    ground.observe(frame(90, 20), leftOnly);
    expect(ground.of(left)?.capturedAt).toBe(start + 20_000);
    expect(ground.of({ ...left, width: 0.8 })?.capturedAt).toBe(start);
  });

  it('starts again with a picture of another size', () => {
    const ground = createGroundPicture();
    ground.observe(frame(50, 0), everywhere);
    ground.observe(frame(70, 2, { width: 96, height: 54 }), leftOnly);
    expect(ground.of(left)).toMatchObject({ width: 96, height: 54 });
    expect(ground.of(right)).toBeNull();
  });

  it('does not change a picture that it has returned', () => {
    const ground = createGroundPicture();
    const first = frame(50, 0);
    ground.observe(first, everywhere);
    first.rgb.fill(0);
    expect(greyAt(ground, left)).toBe(50);
  });
});
