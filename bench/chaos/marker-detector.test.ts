// The detector sees the red box in the pixels, and nothing else.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../detectors/frame.ts';
import { markerDetector, markerIn, slotIn } from './marker-detector.ts';
import { boxOfSlot, slots } from './scripted-world.ts';

const width = 320;
const height = 180;

function pictureWith(slot: number | null, colour = [220, 20, 20]): Picture {
  const rgb = new Uint8Array(width * height * 3).fill(112);
  const box = slot === null ? { x: 0, y: 0, width: 0, height: 0 } : boxOfSlot(slot);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isWithin =
        x >= box.x * width &&
        x < (box.x + box.width) * width &&
        y >= box.y * height &&
        y < (box.y + box.height) * height;
      if (isWithin) rgb.set(colour, (y * width + x) * 3);
    }
  return { width, height, rgb };
}

const whole = { x: 0, y: 0, width: 1, height: 1 };

describe('the marker', () => {
  it.each(Array.from({ length: slots }, (_, slot) => slot))('is found in slot %i', async (slot) => {
    const picture = pictureWith(slot);
    expect(slotIn(picture)).toBe(slot);
    const [found, ...more] = await markerDetector.detect(picture, whole);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ thing: 'vehicle', confidence: 0.9 });
    expect(found?.box.x).toBeCloseTo(boxOfSlot(slot).x, 1);
  });

  it('is not found where nothing is, in another colour, or in noise', async () => {
    expect(slotIn(pictureWith(null))).toBeNull();
    expect(slotIn(pictureWith(1, [20, 220, 20]))).toBeNull();
    const noisy = pictureWith(null);
    noisy.rgb.set([220, 20, 20], 3000);
    expect(markerIn(noisy)).toBeNull();
    expect(await markerDetector.detect(noisy, whole)).toEqual([]);
  });

  it('is not reported outside of the requested crop', async () => {
    const left = { x: 0, y: 0, width: 0.3, height: 1 };
    expect(await markerDetector.detect(pictureWith(0), left)).toHaveLength(1);
    expect(await markerDetector.detect(pictureWith(5), left)).toEqual([]);
  });
});
