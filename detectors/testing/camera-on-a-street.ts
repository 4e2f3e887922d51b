// A camera that shows a part of a larger drawn street and can be turned, tilted and zoomed. Takes its aim; returns the picture.
import type { Picture } from '../frame.ts';
import { paintStreet, pictureSize } from './paint-picture.ts';

export interface Aim {
  /** In pixels from the middle of the street, positive to the right and down. */
  readonly x?: number;
  readonly y?: number;
  /** Degrees by which the picture turns, clockwise. */
  readonly turn?: number;
  /** 2 shows things twice as large. */
  readonly zoom?: number;
}

/** The street is this many times as wide and as high as what the camera sees of it. */
const streetSize = 1.8;

export function createCameraOnAStreet(seed = 1): (aim?: Aim) => Picture {
  const { width, height } = pictureSize;
  const size = { width: Math.round(width * streetSize), height: Math.round(height * streetSize) };
  const street = paintStreet(size, seed);
  return ({ x = 0, y = 0, turn = 0, zoom = 1 } = {}) => {
    const rgb = new Uint8Array(width * height * 3);
    const angle = (-turn * Math.PI) / 180;
    const cos = Math.cos(angle) / zoom;
    const sin = Math.sin(angle) / zoom;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const right = column - (width - 1) / 2;
        const down = row - (height - 1) / 2;
        const at = {
          x: (size.width - 1) / 2 + x + cos * right - sin * down,
          y: (size.height - 1) / 2 + y + sin * right + cos * down,
        };
        for (let channel = 0; channel < 3; channel++)
          rgb[(row * width + column) * 3 + channel] = Math.round(sampled(street, at, channel));
      }
    return { width, height, rgb };
  };
}

/** Bilinear sampling; beyond the edge the value of the edge. */
function sampled({ width, height, rgb }: Picture, at: { x: number; y: number }, channel: number) {
  const x = Math.min(width - 1.001, Math.max(0, at.x));
  const y = Math.min(height - 1.001, Math.max(0, at.y));
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const down = y - top;
  const value = (row: number, column: number) => rgb[(row * width + column) * 3 + channel]!;
  const above = value(top, left) * (1 - right) + value(top, left + 1) * right;
  const below = value(top + 1, left) * (1 - right) + value(top + 1, left + 1) * right;
  return above * (1 - down) + below * down;
}
