// Paints what the camera's lens lets in at one moment: the place in its light, shadows that are cast, things from far to near,
// the beams and reflections of head lamps, and the air between. Takes a moment; gives linear light, before the sensor.
import { backdropDocument, margin } from '../../backdrops/backdrop.ts';
import { metreAt } from '../../ground.ts';
import { byDepth, extentOf, type Placement } from '../../placement.ts';
import { drawRgba } from '../../render/sprite-sheet.ts';
import type { Place } from '../place.ts';
import type { Direction } from '../sun.ts';
import type { Weather } from '../weather.ts';
import { addFog } from './air.ts';
import { addBeam, addReflection, type Beam } from './beams.ts';
import { castShadow } from './cast-shadow.ts';
import { laySprite } from './lay.ts';
import { infraRedMap, lampMap, type Colour, type Light } from './light.ts';
import { createPictureMap, picture, pixels, type PictureMap } from './picture-map.ts';
import { createRasterSheet, linearOf, type RasterSheet } from './sprite-raster.ts';
import { createSunMap } from './sun-map.ts';

export interface PlacedThing extends Placement {
  /** Metres that its top leans to the right, for what sways. */
  readonly bendM?: number | undefined;
}

export interface Moment {
  readonly light: Light;
  readonly sun: Direction;
  readonly weather: Weather;
  readonly things: readonly PlacedThing[];
  readonly beams: readonly Beam[];
}

export interface Painter {
  /** Three values a pixel; the array is used again for the next moment. */
  paint(moment: Moment): Promise<Float32Array>;
}

/** What a painter knows of its place. */
export interface Studio {
  readonly place: Place;
  readonly map: PictureMap;
  readonly albedo: Float32Array;
  readonly lamps: Float32Array;
  readonly infraRed: Float32Array;
  readonly sheet: RasterSheet;
  readonly linear: Float32Array;
  readonly beam: Float32Array;
  readonly shadow: { readonly sun: Float32Array; readonly lamp: Float32Array };
}

export async function createPainter(place: Place): Promise<Painter> {
  const map = createPictureMap(place);
  const studio: Studio = {
    place,
    map,
    albedo: await albedoOf(place),
    lamps: lampMap(place, map),
    infraRed: infraRedMap(map.z, picture.width),
    sheet: createRasterSheet(),
    linear: new Float32Array(pixels * 3),
    beam: new Float32Array(pixels),
    shadow: { sun: new Float32Array(pixels), lamp: new Float32Array(pixels) },
  };
  const sunMapAt = sunMaps(place, map);
  return {
    paint: async (moment) => {
      const lit = sunMapAt(moment.sun);
      await darken(studio, moment);
      studio.beam.fill(0);
      for (const beam of moment.beams) addBeam(studio, beam);
      lightGround(studio, moment, lit);
      for (const beam of moment.beams) addReflection(studio, beam, moment.weather.wet);
      for (const thing of [...moment.things].sort(byDepth))
        await layThing(studio, thing, { moment, lit });
      addFog(studio.linear, map, moment);
      return studio.linear;
    },
  };
}

/** The backdrop as it reflects light; the margin around it is cut off. */
async function albedoOf({ backdrop }: Place): Promise<Float32Array> {
  const whole = 1 + 2 * margin;
  const size = { width: picture.width * whole, height: picture.height * whole };
  const { rgba, width } = await drawRgba(backdropDocument(backdrop, size));
  const [left, top] = [picture.width * margin, picture.height * margin];
  return Float32Array.from({ length: pixels * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3);
    const row = Math.floor(pixel / picture.width) + top;
    const column = (pixel % picture.width) + left;
    return linearOf[rgba[(row * width + column) * 4 + (index % 3)] ?? 0]!;
  });
}

/** A map holds while the sun moves by less than a twelfth of a degree. */
function sunMaps(place: Place, map: PictureMap): (sun: Direction) => Float32Array {
  let from: Direction | null = null;
  let lit: Float32Array = new Float32Array(pixels);
  return (sun) => {
    const moved = from && Math.hypot(sun.x - from.x, sun.y - from.y, sun.z - from.z);
    if (moved === null || moved > 0.0015) {
      lit = createSunMap(place, map, sun);
      from = sun;
    }
    return lit;
  };
}

async function darken(studio: Studio, { things, sun, light }: Moment): Promise<void> {
  const { shadow, place, map, sheet } = studio;
  const { ground } = place.backdrop;
  shadow.sun.fill(0);
  shadow.lamp.fill(0);
  for (const thing of things) {
    if (thing.opacity < 0.3) continue;
    const raster = await sheet.get(thing.sprite, metreAt(ground, thing.at[1]) * picture.width);
    const caster = { raster, at: thing.at, isMirrored: thing.isMirrored };
    if (light.sun[0] > 0.05 && !place.indoor)
      castShadow(shadow.sun, caster, { light: sun, ground, map });
    if (light.lamp[0] > 0)
      castShadow(shadow.lamp, caster, { light: lampOver(studio, thing), ground, map });
  }
}

/** From where the nearest lamp shines on a thing. */
function lampOver({ place, map }: Studio, { at }: PlacedThing): Direction {
  const pixel = pixelAt(at);
  const [x, z] = [map.x[pixel]!, map.z[pixel]!];
  const near = [...place.lamps].sort(
    (a, b) => Math.hypot(a.x - x, a.z - z) - Math.hypot(b.x - x, b.z - z),
  )[0];
  if (!near) return { x: 0, y: 1, z: 0 };
  const [dx, dz] = [near.x - x, near.z - z];
  const length = Math.hypot(dx, near.y, dz);
  return { x: dx / length, y: near.y / length, z: dz / length };
}

function pixelAt([x, y]: readonly [number, number]): number {
  const column = Math.max(0, Math.min(picture.width - 1, Math.round(x * picture.width)));
  const row = Math.max(0, Math.min(picture.height - 1, Math.round(y * picture.height)));
  return row * picture.width + column;
}

function lightGround(studio: Studio, { light, weather }: Moment, lit: Float32Array): void {
  const { linear, albedo, lamps, infraRed, beam, shadow, map } = studio;
  const soaked = 1 - 0.35 * weather.wet;
  for (let pixel = 0, at = 0; pixel < pixels; pixel++) {
    const sun = lit[pixel]! * (1 - shadow.sun[pixel]!);
    const lamp = lamps[pixel]! * (1 - 0.75 * shadow.lamp[pixel]!);
    const own = light.infraRed * infraRed[pixel]! + beam[pixel]!;
    const ground = map.isWall[pixel] === 1 ? 1 : soaked;
    for (let channel = 0; channel < 3; channel++, at++)
      linear[at] =
        albedo[at]! *
        ground *
        (light.sky[channel]! + light.sun[channel]! * sun + light.lamp[channel]! * lamp + own);
  }
}

async function layThing(
  { place, sheet, linear, lamps, infraRed, beam }: Studio,
  thing: PlacedThing,
  { moment: { light }, lit }: { moment: Moment; lit: Float32Array },
): Promise<void> {
  const { ground } = place.backdrop;
  const metre = metreAt(ground, thing.at[1]) * picture.width;
  const box = extentOf(thing, ground);
  if (box.x > 1 || box.x + box.width < 0 || box.y > 1 || thing.opacity <= 0) return;
  const pixel = pixelAt(thing.at);
  // Upright things catch more of a low sun than the ground does.
  const sun = Math.min(0.75, lit[pixel]! * 1.4);
  const own = light.infraRed * infraRed[pixel]! + beam[pixel]! * 0.8;
  const on = (channel: 0 | 1 | 2) =>
    light.sky[channel] * 0.85 +
    light.sun[channel] * sun +
    light.lamp[channel] * lamps[pixel]! +
    own;
  const fallen: Colour = [on(0), on(1), on(2)];
  laySprite(linear, await sheet.get(thing.sprite, metre), {
    left: Math.round(box.x * picture.width),
    top: Math.round(box.y * picture.height),
    isMirrored: thing.isMirrored,
    opacity: thing.opacity,
    bend: (thing.bendM ?? 0) * metre,
    light: fallen,
  });
}
