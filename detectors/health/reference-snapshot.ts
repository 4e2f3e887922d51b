// The reference picture of view health as plain JSON: log luma in 8-bit steps, deflated, about 20 kB per camera. Colour is not stored,
// because view health uses structure only.
import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { createPlanes, type Planes } from '../scene/planes.ts';

export const referenceSchema = z.strictObject({
  width: z.number().int().positive().max(1000),
  height: z.number().int().positive().max(1000),
  /** Deflated, base64; one byte a pixel, log luma in steps of 1/28. */
  luma: z.string(),
});
export type ReferenceSnapshot = z.infer<typeof referenceSchema>;

const steps = 28;

export function packReference({ width, height, luma }: Planes): ReferenceSnapshot {
  const bytes = Uint8ClampedArray.from(luma, (value) => value * steps);
  return { width, height, luma: deflateSync(bytes, { level: 1 }).toString('base64') };
}

/** @throws Error when the data does not fit its size */
export function unpackReference({ width, height, luma }: ReferenceSnapshot): Planes {
  const bytes = inflateSync(Buffer.from(luma, 'base64'));
  if (bytes.length !== width * height)
    throw new Error(`view reference: expected ${width * height} bytes, got ${bytes.length}`);
  const planes = createPlanes(width, height);
  bytes.forEach((value, pixel) => (planes.luma[pixel] = value / steps));
  return planes;
}
