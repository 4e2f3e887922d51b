// The part of a picture that a small preview shows: the region with enough surroundings to recognise the place.
import type { Box } from '../../contracts/index.ts';

/** A part of a picture with the picture's own aspect ratio: corner and size, each 0..1. */
export interface Crop {
  x: number;
  y: number;
  size: number;
}

export const wholePicture: Crop = { x: 0, y: 0, size: 1 };

const margin = 2.2;
const smallest = 0.3;

export function cropAround(region: Box): Crop {
  const size = Math.min(1, Math.max(smallest, margin * Math.max(region.width, region.height)));
  const place = (start: number, length: number) =>
    Math.min(1 - size, Math.max(0, start + length / 2 - size / 2));
  return { x: place(region.x, region.width), y: place(region.y, region.height), size };
}
