// A detector that sees the red boxes of chaos films in the picture itself. So it reports what the camera really showed, and
// everything around the model is the product: capture, tracks, fences, state. Also tells the slot of a picture, for the history.
import type { Box } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Picture } from '../../detectors/frame.ts';
import { slotOf } from './scripted-world.ts';

export const markerDetector: Detector = {
  model: { name: 'marker', sha256: '0'.repeat(64) },
  input: { width: 160, height: 90 },
  detect: (picture, crop) => {
    const box = markerIn(picture);
    if (box === null || !touches(box, crop)) return Promise.resolve([]);
    return Promise.resolve([{ thing: 'vehicle', label: 'box', confidence: 0.9, box }]);
  },
  close: () => Promise.resolve(),
};

/** The slot of the thing in a picture; null when nothing is there. */
export function slotIn(picture: Picture): number | null {
  const box = markerIn(picture);
  return box === null ? null : slotOf(box);
}

/** Fewer red pixels than this are noise of the codec. */
const leastPixels = 40;

/** The box around all red pixels. */
export function markerIn({ width, height, rgb }: Picture): Box | null {
  let [left, top, right, bottom, count] = [width, height, 0, 0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!isRed(rgb, (y * width + x) * 3)) continue;
      count += 1;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  if (count < leastPixels) return null;
  return {
    x: left / width,
    y: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}

function isRed(rgb: Uint8Array, at: number): boolean {
  return (rgb[at] ?? 0) > 140 && (rgb[at + 1] ?? 255) < 90 && (rgb[at + 2] ?? 255) < 90;
}

function touches(a: Box, b: Box): boolean {
  const isBeside = a.x >= b.x + b.width || b.x >= a.x + a.width;
  return !isBeside && a.y < b.y + b.height && b.y < a.y + a.height;
}
