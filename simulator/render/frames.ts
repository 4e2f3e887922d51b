// Draws the frames of a scene one after the other: backdrop, things from far to near, light, noise. This is the
// generator's spine. Takes a scene; gives raw YUV 4:2:0 frames, the same bytes in every run.
import { createBackdrop, backdropDocument, margin, type Backdrop } from '../backdrops/backdrop.ts';
import { metreAt } from '../ground.ts';
import { aimAt } from '../light.ts';
import { byDepth, extentOf, type Placement } from '../placement.ts';
import { randomAt } from '../random.ts';
import type { Scene } from '../scene.ts';
import { placementsAt } from '../script.ts';
import { blend } from './blend.ts';
import { createPlanes, planesOfRgba, type Planes } from './planes.ts';
import { createSensor } from './sensor.ts';
import { createSpriteSheet, drawRgba, type SpriteSheet } from './sprite-sheet.ts';

export interface FramePainter {
  readonly frameCount: number;
  /** One frame as raw video: a fresh buffer of `width * height * 3 / 2` bytes. */
  paint(index: number): Promise<Uint8Array>;
}

export async function createFramePainter(scene: Scene): Promise<FramePainter> {
  const backdrop = createBackdrop(scene.backdrop);
  const canvas = await drawBackdrop(backdrop, scene);
  const sheet = createSpriteSheet();
  const sense = createSensor(scene);
  const { width, height } = scene.size;
  return {
    frameCount: Math.round((scene.duration / 1000) * scene.fps),
    async paint(index) {
      const timeMs = (index * 1000) / scene.fps;
      const buffer = new Uint8Array((width * height * 3) / 2);
      const frame = createPlanes(width, height, buffer);
      const shift = shiftAt(scene, index, timeMs);
      copyWindow(canvas, frame, shift);
      const things = placementsAt(scene, backdrop.ground, timeMs);
      for (const thing of [...backdrop.furniture, ...things].toSorted(byDepth))
        await drawPlacement({ frame, sheet, backdrop, shift }, thing);
      sense(frame, index, timeMs);
      return buffer;
    },
  };
}

export async function* framesOf(painter: FramePainter): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < painter.frameCount; index++) yield await painter.paint(index);
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** By how many pixels, always even ones, the picture moves to the right and down. */
function shiftAt(scene: Scene, index: number, timeMs: number): Shift {
  const aim = aimAt(scene, timeMs);
  const { width, height } = scene.size;
  const wind = (axis: number) => (randomAt(scene.seed + axis, index) * 2 - 1) * scene.shake;
  const even = (value: number) => Math.round(value / 2) * 2;
  return { x: even(aim.x * width + wind(1)), y: even(aim.y * height + wind(2)) };
}

async function drawBackdrop(backdrop: Backdrop, { size }: Scene): Promise<Planes> {
  const even = (pixels: number) => 2 * Math.round((pixels * (1 + 2 * margin)) / 2);
  const document = backdropDocument(backdrop, {
    width: even(size.width),
    height: even(size.height),
  });
  const { rgba, width, height } = await drawRgba(document);
  return planesOfRgba(rgba, width, height);
}

/** The part of the backdrop that the camera sees. */
function copyWindow(canvas: Planes, frame: Planes, shift: Shift): void {
  const even = (value: number) => Math.floor(value / 2) * 2;
  const left = Math.max(
    0,
    Math.min(canvas.width - frame.width, even((canvas.width - frame.width) / 2) - shift.x),
  );
  const top = Math.max(
    0,
    Math.min(canvas.height - frame.height, even((canvas.height - frame.height) / 2) - shift.y),
  );
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

interface Easel {
  readonly frame: Planes;
  readonly sheet: SpriteSheet;
  readonly backdrop: Backdrop;
  readonly shift: Shift;
}

async function drawPlacement(
  { frame, sheet, backdrop, shift }: Easel,
  thing: Placement,
): Promise<void> {
  const box = extentOf(thing, backdrop.ground);
  if (box.x > 1.2 || box.x + box.width < -0.2 || thing.opacity <= 0) return;
  const metre = metreAt(backdrop.ground, thing.at[1]) * frame.width;
  blend(frame, await sheet.get(thing.sprite, metre), {
    left: Math.round(box.x * frame.width) + shift.x,
    top: Math.round(box.y * frame.height) + shift.y,
    isMirrored: thing.isMirrored,
    opacity: thing.opacity,
  });
}
