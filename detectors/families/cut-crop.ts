// Cuts a crop out of a picture and scales it to a model's input with sharp. Returns the pixels and their placement, with which boxes
// are converted back to the whole picture.
import sharp from 'sharp';
import type { Box } from '../../contracts/index.ts';
import type { InputSize } from '../../models/index.ts';
import type { Picture } from '../frame.ts';

/** How a crop with another aspect ratio fills the input. Letterboxing keeps the aspect ratio and fills the rest with grey. */
export type Fit =
  { mode: 'stretch' } | { mode: 'letterbox'; align: 'top-left' | 'centre'; grey: number };

export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of the picture, and its position in the input. */
export interface Placement {
  readonly picture: { readonly width: number; readonly height: number };
  readonly input: InputSize;
  /** In pixels of the picture. */
  readonly source: PixelRect;
  /** In pixels of the input. */
  readonly target: PixelRect;
}

export interface CroppedView {
  /** Interleaved RGB of the input's size. */
  readonly rgb: Uint8Array;
  readonly placement: Placement;
}

export async function cutCrop(
  picture: Picture,
  crop: Box,
  options: { input: InputSize; fit: Fit },
): Promise<CroppedView> {
  const placement = placeCrop(picture, crop, options);
  const grey = options.fit.mode === 'letterbox' ? options.fit.grey : 0;
  const rgb = isUnchanged(placement) ? picture.rgb : await resize(picture, placement, grey);
  return { rgb, placement };
}

/** The crop in whole pixels: never empty, never outside the picture. */
export function pixelsOfCrop({ width, height }: Picture, crop: Box): PixelRect {
  const left = clamp(Math.round(crop.x * width), 0, width - 1);
  const top = clamp(Math.round(crop.y * height), 0, height - 1);
  const right = clamp(Math.round((crop.x + crop.width) * width), left + 1, width);
  const bottom = clamp(Math.round((crop.y + crop.height) * height), top + 1, height);
  return { left, top, width: right - left, height: bottom - top };
}

export function placeCrop(
  picture: Picture,
  crop: Box,
  { input, fit }: { input: InputSize; fit: Fit },
): Placement {
  const source = pixelsOfCrop(picture, crop);
  const { width, height } = picture;
  return { picture: { width, height }, input, source, target: targetOf(source, input, fit) };
}

/** Converts a box in input pixels to a box on the whole picture, clipped to it; null when nothing is left. */
export function boxOnPicture(
  rect: { left: number; top: number; right: number; bottom: number },
  { picture, source, target }: Placement,
): Box | null {
  const toX = (x: number) =>
    clamp(source.left + ((x - target.left) * source.width) / target.width, 0, picture.width);
  const toY = (y: number) =>
    clamp(source.top + ((y - target.top) * source.height) / target.height, 0, picture.height);
  const x = toX(rect.left) / picture.width;
  const y = toY(rect.top) / picture.height;
  const width = Math.min(toX(rect.right) / picture.width - x, 1 - x);
  const height = Math.min(toY(rect.bottom) / picture.height - y, 1 - y);
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

function targetOf(source: PixelRect, input: InputSize, fit: Fit): PixelRect {
  if (fit.mode === 'stretch') return { left: 0, top: 0, ...input };
  const scale = Math.min(input.width / source.width, input.height / source.height);
  const width = clamp(Math.round(source.width * scale), 1, input.width);
  const height = clamp(Math.round(source.height * scale), 1, input.height);
  if (fit.align === 'top-left') return { left: 0, top: 0, width, height };
  const left = Math.floor((input.width - width) / 2);
  const top = Math.floor((input.height - height) / 2);
  return { left, top, width, height };
}

/** Whether the input is the unchanged picture. */
function isUnchanged({ picture, source, target, input }: Placement): boolean {
  return [source, target, input].every(
    ({ width, height }) => width === picture.width && height === picture.height,
  );
}

async function resize(picture: Picture, placement: Placement, grey: number): Promise<Uint8Array> {
  const { source, target, input } = placement;
  const { width, height } = picture;
  const bytes = await sharp(picture.rgb, { raw: { width, height, channels: 3 } })
    .extract(source)
    .resize(target.width, target.height, { fit: 'fill', kernel: 'linear' })
    .extend({
      left: target.left,
      top: target.top,
      right: input.width - target.left - target.width,
      bottom: input.height - target.top - target.height,
      background: { r: grey, g: grey, b: grey },
    })
    .raw()
    .toBuffer();
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
