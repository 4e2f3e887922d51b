// The backdrop with its furniture, drawn in advance. Furniture that hides nothing is drawn into the backdrop; furniture with an object
// behind it is drawn later, in depth order. Each combination is drawn once and cached.
import { backdropDocument, margin, type Backdrop } from '../backdrops/backdrop.ts';
import { metreAt } from '../ground.ts';
import { extentOf, type Placement } from '../placement.ts';
import type { Scene } from '../scene.ts';
import type { Box } from '../../contracts/index.ts';
import { blend } from './blend.ts';
import { createPlanes, planesOfRgba, type Planes } from './planes.ts';
import { drawRgba, type SpriteSheet } from './sprite-sheet.ts';

export interface Shift {
  readonly x: number;
  readonly y: number;
}

export interface Canvas {
  /** Fills `frame` with the visible part; returns the furniture that is still to be drawn. */
  fill(frame: Planes, shift: Shift, things: readonly Placement[]): Promise<Placement[]>;
}

export async function createCanvas(
  backdrop: Backdrop,
  { size }: Scene,
  sheet: SpriteSheet,
): Promise<Canvas> {
  const bare = await drawBackdrop(backdrop, size);
  const offset = windowOffset(bare, size);
  const drawn = new Map<string, Planes>();
  const furnished = async (left: readonly Placement[]): Promise<Planes> => {
    const planes = clonePlanes(bare);
    const drawing = { frame: planes, sheet, backdrop, shift: offset, pictureSize: size };
    for (const item of backdrop.furniture)
      if (!left.includes(item)) await drawPlacement(drawing, item);
    return planes;
  };
  return {
    async fill(frame, shift, things) {
      const left = backdrop.furniture.filter((item) => hidesSomething(item, things, backdrop));
      const key = left.map((item) => backdrop.furniture.indexOf(item)).join();
      const planes = drawn.get(key) ?? (await furnished(left));
      drawn.set(key, planes);
      copyWindow(planes, frame, { x: offset.x - shift.x, y: offset.y - shift.y });
      return left;
    },
  };
}

export interface Drawing {
  readonly frame: Planes;
  readonly sheet: SpriteSheet;
  readonly backdrop: Backdrop;
  readonly shift: Shift;
  readonly pictureSize: Scene['size'];
}

export async function drawPlacement(drawing: Drawing, thing: Placement): Promise<void> {
  const { frame, sheet, backdrop, shift, pictureSize } = drawing;
  const box = extentOf(thing, backdrop.ground);
  if (box.x > 1 + margin || box.x + box.width < -margin || thing.opacity <= 0) return;
  const metre = metreAt(backdrop.ground, thing.at[1]) * pictureSize.width;
  blend(frame, await sheet.get(thing.sprite, metre), {
    left: Math.round(box.x * pictureSize.width) + shift.x,
    top: Math.round(box.y * pictureSize.height) + shift.y,
    isMirrored: thing.isMirrored,
    opacity: thing.opacity,
  });
}

function hidesSomething(
  item: Placement,
  things: readonly Placement[],
  { ground }: Backdrop,
): boolean {
  const box = extentOf(item, ground);
  return things.some((thing) => thing.at[1] < item.at[1] && overlaps(extentOf(thing, ground), box));
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

async function drawBackdrop(backdrop: Backdrop, size: Scene['size']): Promise<Planes> {
  const even = (pixels: number) => 2 * Math.round((pixels * (1 + 2 * margin)) / 2);
  const document = backdropDocument(backdrop, {
    width: even(size.width),
    height: even(size.height),
  });
  const { rgba, width, height } = await drawRgba(document);
  return planesOfRgba(rgba, width, height);
}

/** The position of the picture's top left corner in the canvas. */
function windowOffset(canvas: Planes, { width, height }: Scene['size']): Shift {
  const even = (value: number) => Math.floor(value / 2) * 2;
  return { x: even((canvas.width - width) / 2), y: even((canvas.height - height) / 2) };
}

function clonePlanes({ width, height, y, u, v }: Planes): Planes {
  const copy = createPlanes(width, height);
  copy.y.set(y);
  copy.u.set(u);
  copy.v.set(v);
  return copy;
}

function copyWindow(canvas: Planes, frame: Planes, offset: Shift): void {
  const left = Math.max(0, Math.min(canvas.width - frame.width, offset.x));
  const top = Math.max(0, Math.min(canvas.height - frame.height, offset.y));
  copyRows(
    { values: canvas.y, width: canvas.width },
    { values: frame.y, width: frame.width },
    { left, top },
  );
  for (const plane of ['u', 'v'] as const)
    copyRows(
      { values: canvas[plane], width: canvas.width / 2 },
      { values: frame[plane], width: frame.width / 2 },
      { left: left / 2, top: top / 2 },
    );
}

interface Plane {
  readonly values: Uint8Array;
  readonly width: number;
}

function copyRows(from: Plane, to: Plane, { left, top }: { left: number; top: number }): void {
  for (let row = 0; row * to.width < to.values.length; row++) {
    const start = (top + row) * from.width + left;
    to.values.set(from.values.subarray(start, start + to.width), row * to.width);
  }
}
