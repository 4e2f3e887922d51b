// Draws the frames of a scene: backdrop, objects from far to near, light, noise. This is the generator's spine. Takes a scene;
// returns raw YUV 4:2:0 frames, with the same bytes in every run.
import { createBackdrop } from '../backdrops/create-backdrop.ts';
import { aimAt } from '../light.ts';
import { byDepth } from '../placement.ts';
import { randomAt } from '../random.ts';
import type { Scene } from '../scene.ts';
import { placementsAt } from '../script.ts';
import { createCanvas, drawPlacement, type Shift } from './canvas.ts';
import { createPlanes } from './planes.ts';
import { createSensor } from './sensor.ts';
import { createSpriteSheet } from './sprite-sheet.ts';

export interface FramePainter {
  readonly frameCount: number;
  /** One frame as raw video: a new buffer of `width * height * 3 / 2` bytes. */
  paint(index: number): Promise<Uint8Array>;
}

export async function createFramePainter(scene: Scene): Promise<FramePainter> {
  const backdrop = createBackdrop(scene.backdrop);
  const sheet = createSpriteSheet();
  const canvas = await createCanvas(backdrop, scene, sheet);
  const sense = createSensor(scene);
  const { width, height } = scene.size;
  return {
    frameCount: Math.round((scene.duration / 1000) * scene.fps),
    async paint(index) {
      const timeMs = (index * 1000) / scene.fps;
      const buffer = new Uint8Array((width * height * 3) / 2);
      const frame = createPlanes(width, height, buffer);
      const shift = shiftAt(scene, index, timeMs);
      const things = placementsAt(scene, backdrop.ground, timeMs);
      const furniture = await canvas.fill(frame, shift, things);
      for (const thing of [...furniture, ...things].toSorted(byDepth))
        await drawPlacement({ frame, sheet, backdrop, shift, pictureSize: scene.size }, thing);
      sense(frame, index, timeMs);
      return buffer;
    },
  };
}

export async function* framesOf(painter: FramePainter): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < painter.frameCount; index++) yield await painter.paint(index);
}

/** The shift of the picture to the right and down in pixels, always even. */
function shiftAt(scene: Scene, index: number, timeMs: number): Shift {
  const aim = aimAt(scene, timeMs);
  const { width, height } = scene.size;
  const wind = (axis: number) => (randomAt(scene.seed + axis, index) * 2 - 1) * scene.shake;
  const even = (value: number) => Math.round(value / 2) * 2;
  return { x: even(aim.x * width + wind(1)), y: even(aim.y * height + wind(2)) };
}
