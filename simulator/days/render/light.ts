// The light at a place at a moment: sky, sun, lamps, infra-red. Takes the direction of the sun, the weather and the place; returns
// red, green and blue in one unit, in which the sky of an overcast noon is 1.
import type { Place } from '../place.ts';
import type { Direction } from '../sun.ts';
import type { Weather } from '../weather.ts';

export type Colour = readonly [number, number, number];

export interface Light {
  readonly sky: Colour;
  readonly sun: Colour;
  readonly lamp: Colour;
  readonly infraRed: number;
  /** Whether the camera shows grey. */
  readonly isGrey: boolean;
  /** Sky and sun together; decides between day and dusk. */
  readonly level: number;
}

export const lightNames = ['day', 'dusk', 'lamps', 'infra-red', 'indoor'] as const;
export type LightName = (typeof lightNames)[number];

const lampColour: Colour = [1, 0.82, 0.56];
const tubeColour: Colour = [0.95, 1, 0.98];
/** Street lamps turn on below this sky light. */
const lampsBelow = 0.09;
/** A camera without lamps switches to infra-red below this sky light. */
const greyBelow = 0.02;

export function lightAt(place: Place, sun: Direction, weather: Weather): Light {
  const sky =
    skyLevel(sun.y) * (0.55 + 0.45 * (1 - Math.abs(weather.sun - 0.4))) * daylightOf(place);
  const high = Math.max(0, sun.y);
  const warm = Math.max(0, 1 - high * 3.2);
  const direct = 2.6 * weather.sun * Math.min(1, high * 5);
  const areLampsOn = place.lampsOn === 'always' || (place.lampsOn === 'night' && sky < lampsBelow);
  const isGrey = place.lampsOn === 'never' && sky < greyBelow;
  const lamp = areLampsOn ? 0.3 : 0;
  return {
    sky: scaled([0.9 + 0.1 * warm, 1, 1.16 - 0.1 * warm], sky),
    sun: scaled([1.04, 0.98 - 0.25 * warm, 0.86 - 0.5 * warm], direct),
    lamp: scaled(place.lampsOn === 'always' ? tubeColour : lampColour, lamp),
    infraRed: isGrey ? 0.35 : 0,
    isGrey,
    level: sky + direct * 0.4,
  };
}

export function lightNameOf(place: Place, light: Light): LightName {
  if (place.lampsOn === 'always') return 'indoor';
  if (light.isGrey) return 'infra-red';
  if (light.lamp[0] > 0) return 'lamps';
  return light.level < 0.35 ? 'dusk' : 'day';
}

/** Sky light by the sine of the sun's height: exponential below the horizon, up to 1 at 25° and above. */
function skyLevel(height: number): number {
  const degrees = (Math.asin(Math.max(-1, Math.min(1, height))) * 180) / Math.PI;
  if (degrees < 0) return 0.008 + 0.14 * Math.exp(degrees / 2.2);
  return 0.148 + 0.85 * Math.min(1, degrees / 25) ** 0.8;
}

function daylightOf({ indoor }: Place): number {
  return indoor ? indoor.daylight : 1;
}

function scaled([red, green, blue]: Colour, by: number): Colour {
  return [red * by, green * by, blue * by];
}

/** The lamps' light at each pixel. @param glow light from outside the picture */
export function lampMap(
  lamps: Place['lamps'],
  { x, y, z }: { x: Float32Array; y: Float32Array; z: Float32Array },
  glow = 0.06,
): Float32Array {
  return Float32Array.from(x, (_, pixel) =>
    lamps.reduce((sum, lamp) => {
      const dx = lamp.x - x[pixel]!;
      const dy = lamp.y - y[pixel]!;
      const dz = lamp.z - z[pixel]!;
      const square = dx * dx + dy * dy + dz * dz;
      return sum + (lamp.strength * 30 * Math.max(0.15, dy / Math.sqrt(square))) / (square + 4);
    }, glow),
  );
}

/** The light of the camera's infra-red lamp at each pixel: strongest near the camera and in the middle. */
export function infraRedMap(z: Float32Array, width: number): Float32Array {
  return Float32Array.from(z, (away, pixel) => {
    const side = (pixel % width) / width - 0.5;
    return (2.6 * Math.exp(-side * side * 5)) / (1 + (away / 6) ** 2) + 0.05;
  });
}
