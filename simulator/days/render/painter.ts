// Paints the scene in linear light, before lens and sensor: the lit place, cast shadows, objects from far to near, head lamps and
// their reflections, fog. Takes a moment; returns linear RGB.
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
import { drawLitSprite } from './draw-lit-sprite.ts';
import { shadowLightsAt } from './shadow-lights.ts';
import { infraRedMap, lampMap, type Colour, type Light } from './light.ts';
import { createPictureMap, picture, pixels, type PictureMap } from './picture-map.ts';
import { createRasterSheet, linearOf, type RasterSheet } from './sprite-raster.ts';
import { createSunMap } from './sun-map.ts';

export interface PlacedThing extends Placement {
  /** How far its top leans to the right in the wind, metres. */
  readonly bendM?: number | undefined;
}

export interface Moment {
  readonly light: Light;
  readonly sun: Direction;
  readonly weather: Weather;
  readonly things: readonly PlacedThing[];
  readonly beams: readonly Beam[];
  /** Whether the place's first lamp is out. */
  readonly hasLampOut: boolean;
}

export interface Painter {
  /** Three values per pixel. The array is reused by the next call. */
  paint(moment: Moment): Promise<Float32Array>;
}

/** Maps of the place that are computed once, and buffers. */
export interface PlaceMaps {
  readonly place: Place;
  readonly map: PictureMap;
  readonly albedo: Float32Array;
  readonly lamps: Float32Array;
  /** `lamps` without the first lamp. */
  readonly fewerLamps: Float32Array;
  readonly infraRed: Float32Array;
  readonly sheet: RasterSheet;
  readonly linear: Float32Array;
  readonly beam: Float32Array;
  readonly shadow: { readonly sun: Float32Array; readonly lamp: Float32Array };
}

export async function createPainter(place: Place): Promise<Painter> {
  const map = createPictureMap(place);
  const maps: PlaceMaps = {
    place,
    map,
    albedo: await albedoOf(place),
    lamps: lampMap(place.lamps, map),
    fewerLamps: lampMap(place.lamps.slice(1), map),
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
      await darken(maps, moment);
      maps.beam.fill(0);
      for (const beam of moment.beams) addBeam(maps, beam);
      lightGround(maps, moment, lit);
      for (const beam of moment.beams) addReflection(maps, beam, moment.weather.wet);
      for (const thing of [...moment.things].sort(byDepth))
        await layThing(maps, thing, { moment, lit });
      addFog(maps.linear, map, moment);
      return maps.linear;
    },
  };
}

/** The reflectance of the backdrop, without its margin. */
async function albedoOf({ backdrop }: Place): Promise<Float32Array> {
  const whole = 1 + 2 * margin;
  const size = { width: picture.width * whole, height: picture.height * whole };
  const { rgba, width } = await drawRgba(backdropDocument(backdrop, size));
  const left = picture.width * margin;
  const top = picture.height * margin;
  return Float32Array.from({ length: pixels * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3);
    const row = Math.floor(pixel / picture.width) + top;
    const column = (pixel % picture.width) + left;
    return linearOf[rgba[(row * width + column) * 4 + (index % 3)] ?? 0]!;
  });
}

/** Reuses a sun map until the sun has moved by a twelfth of a degree. */
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

async function darken(maps: PlaceMaps, { things, ...moment }: Moment): Promise<void> {
  const { shadow, place, map, sheet } = maps;
  const { ground } = place.backdrop;
  shadow.sun.fill(0);
  shadow.lamp.fill(0);
  for (const thing of things) {
    if (thing.opacity < 0.3) continue;
    const raster = await sheet.get(thing.sprite, metreAt(ground, thing.at[1]) * picture.width);
    const caster = { raster, at: thing.at, isMirrored: thing.isMirrored };
    const { sun, lamp } = shadowLightsAt(place, thing.at, moment);
    if (sun) castShadow(shadow.sun, caster, { light: sun, ground, map });
    if (lamp) castShadow(shadow.lamp, caster, { light: lamp, ground, map });
  }
}

function pixelAt([x, y]: readonly [number, number]): number {
  const column = Math.max(0, Math.min(picture.width - 1, Math.round(x * picture.width)));
  const row = Math.max(0, Math.min(picture.height - 1, Math.round(y * picture.height)));
  return row * picture.width + column;
}

function lightGround(maps: PlaceMaps, moment: Moment, lit: Float32Array): void {
  const { light, weather } = moment;
  const { linear, albedo, infraRed, beam, shadow, map } = maps;
  const lamps = lampsAt(maps, moment);
  const soaked = 1 - 0.35 * weather.wet;
  for (let pixel = 0, at = 0; pixel < pixels; pixel++) {
    const sun = lit[pixel]! * (1 - shadow.sun[pixel]!);
    const lamp = lamps[pixel]! * (1 - 0.75 * shadow.lamp[pixel]!);
    const own = light.infraRed * infraRed[pixel]! + beam[pixel]!;
    const isGround = map.isWall[pixel] === 0;
    const bare = isGround ? soaked * (1 - weather.snowLies) : 1;
    const white = isGround ? snowAlbedo * weather.snowLies : 0;
    for (let channel = 0; channel < 3; channel++, at++)
      linear[at] =
        (albedo[at]! * bare + white) *
        (light.sky[channel]! + light.sun[channel]! * sun + light.lamp[channel]! * lamp + own);
  }
}

/** Fresh snow on a street is grey rather than white. */
const snowAlbedo = 0.55;

function lampsAt({ lamps, fewerLamps }: PlaceMaps, { hasLampOut }: Moment): Float32Array {
  return hasLampOut ? fewerLamps : lamps;
}

async function layThing(
  maps: PlaceMaps,
  thing: PlacedThing,
  { moment, lit }: { moment: Moment; lit: Float32Array },
): Promise<void> {
  const { place, sheet, linear, infraRed, beam } = maps;
  const { light } = moment;
  const lamps = lampsAt(maps, moment);
  const { ground } = place.backdrop;
  const metre = metreAt(ground, thing.at[1]) * picture.width;
  const box = extentOf(thing, ground);
  if (box.x > 1 || box.x + box.width < 0 || box.y > 1 || thing.opacity <= 0) return;
  const pixel = pixelAt(thing.at);
  // Upright objects get more light from a low sun than the ground.
  const sun = Math.min(0.75, lit[pixel]! * 1.4);
  const own = light.infraRed * infraRed[pixel]! + beam[pixel]! * 0.8;
  const on = (channel: 0 | 1 | 2) =>
    light.sky[channel] * 0.85 +
    light.sun[channel] * sun +
    light.lamp[channel] * lamps[pixel]! +
    own;
  const fallen: Colour = [on(0), on(1), on(2)];
  drawLitSprite(linear, await sheet.get(thing.sprite, metre), {
    left: Math.round(box.x * picture.width),
    top: Math.round(box.y * picture.height),
    isMirrored: thing.isMirrored,
    opacity: thing.opacity,
    bend: (thing.bendM ?? 0) * metre,
    light: fallen,
  });
}
