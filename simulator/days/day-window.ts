// A window of a day at one place: pictures with their truth. This is the spine of days/: day and hour → weather and light → actors →
// painter → lens → camera. Takes place, seed and time; the same input gives the same pictures in every run.
import type { Box } from '../../contracts/index.ts';
import { createRandom, between, randomAt } from '../random.ts';
import type { Actor, Cause, Matter, Shown } from './cast/actor.ts';
import { castOutside } from './cast/outside.ts';
import { plantMatters } from './cast/matters.ts';
import { castPeople } from './cast/people.ts';
import { bodyOf, clipped } from './cast/standing-place.ts';
import { castSurroundings } from './cast/surroundings.ts';
import { castTraffic } from './cast/traffic.ts';
import type { Place } from './place.ts';
import { addFall } from './render/air.ts';
import type { Beam } from './render/beams.ts';
import { createCamera, type Camera, type Photo } from './render/camera.ts';
import { addBlot, type Blot } from './render/lens.ts';
import { lightAt, lightNameOf, type Light, type LightName } from './render/light.ts';
import type { Painter } from './render/painter.ts';
import { createPictureMap } from './render/picture-map.ts';
import { shadeMoved } from './render/sun-map.ts';
import type { SeenThing } from './seen-thing.ts';
import { shadowsOf } from './shadows.ts';
import { sunDirection, type Direction } from './sun.ts';
import { drawDayWeather, weatherAt, type DayWeather, type Weather } from './weather.ts';

export interface WindowOptions {
  readonly place: Place;
  readonly painter: Painter;
  /** Seed of the day: it determines the season, the weather and all actors. */
  readonly seed: number;
  /** The start of the window, ms from midnight. */
  readonly startMs: number;
  readonly durationMs: number;
}

export interface DayLook {
  /** 8-bit RGB, of the size in render/picture-map.ts. */
  readonly rgb: Uint8Array;
  readonly seen: readonly SeenThing[];
  /** Boxes around cast shadows. */
  readonly shadows: readonly SeenThing[];
  readonly light: LightName;
  readonly weather: Weather;
  /** Strength of direct sunlight; 1 at a clear noon. */
  readonly sun: number;
  /** Whether any head lamp is on. */
  readonly hasBeams: boolean;
  readonly hasLampOut: boolean;
  /** Gain of the exposure. */
  readonly gain: number;
  /** Amplitude of the camera's shake, pixels. */
  readonly shake: number;
  /** How much detail the encoder drops, 0..1. */
  readonly coarse: number;
}

export interface DayWindow {
  readonly weather: DayWeather;
  readonly matters: readonly Matter[];
  /** Call it in order of time, because the exposure depends on earlier looks. @param timeMs from the start of the window */
  lookAt(timeMs: number): Promise<DayLook>;
  lightAt(timeMs: number): LightName;
  /** The share of a box in which the shadow of houses has come or gone between two times, 0..1. */
  shadeMoved(box: Box, fromMs: number, toMs: number): number;
}

const latitude = 36.8;

export function openWindow(options: WindowOptions): DayWindow {
  const { place, seed } = options;
  const day = drawDayWeather(seed);
  const now = (timeMs: number) => conditionsAt(day, options, timeMs);
  const { actors, matters } = castOf(options, { ...now(0), dayOfYear: day.dayOfYear });
  const traits = traitsOf(seed);
  const camera = createCamera(traits);
  return {
    weather: day,
    matters,
    lightAt: (timeMs) => lightNameOf(place, now(timeMs).light),
    shadeMoved: (box, fromMs, toMs) => {
      const from = now(fromMs).sun;
      const to = now(toMs).sun;
      return shadeMoved(place, createPictureMap(place), { box, from, to });
    },
    lookAt: async (timeMs) => {
      const conditions = now(timeMs);
      const scene = sceneAt(actors, timeMs);
      const photo = await photograph({ options, camera, timeMs, ...conditions, ...scene });
      const { light, weather, hasLampOut } = conditions;
      return {
        ...photo,
        seen: seenOf(scene, place),
        shadows: shadowsOf(scene.shown, place, conditions),
        light: lightNameOf(place, light),
        weather,
        sun: light.sun[0] / 2.6,
        hasBeams: scene.beams.length > 0,
        hasLampOut,
        shake: traits.shake * weather.wind,
        coarse: traits.coarse,
      };
    },
  };
}

interface Conditions {
  readonly sun: Direction;
  readonly weather: Weather;
  readonly light: Light;
  readonly hasLampOut: boolean;
}

function conditionsAt(day: DayWeather, options: WindowOptions, timeMs: number): Conditions {
  const { place, startMs } = options;
  const atMs = startMs + timeMs;
  const weather = indoorsOf(place, weatherAt(day, atMs));
  const time = { latitude, dayOfYear: day.dayOfYear, hour: atMs / 3_600_000 };
  const sun = sunDirection(time, place.heading);
  const hasLampOut = isLampOut(day.seed, place, atMs);
  return { sun, weather, light: lightAt(place, sun, weather), hasLampOut };
}

/** On some days one lamp is failing: it turns off and on again every few seconds. */
function isLampOut(seed: number, { lamps, indoor }: Place, atMs: number): boolean {
  if (lamps.length === 0 || randomAt(seed + 61, 0) > (indoor ? 0.15 : 0.1)) return false;
  const spanMs = 2000 + 40_000 * randomAt(seed + 62, Math.floor(atMs / 240_000));
  return randomAt(seed + 63, Math.floor(atMs / spanMs)) < 0.4;
}

interface SceneNow {
  readonly shown: readonly (Shown & { readonly id: string })[];
  readonly beams: readonly Beam[];
  readonly blots: readonly (Blot & { readonly cause: Cause; readonly id: string })[];
}

function sceneAt(actors: readonly Actor[], timeMs: number): SceneNow {
  return {
    shown: actors.flatMap((actor) => actor.shown(timeMs).map((one) => ({ ...one, id: actor.id }))),
    beams: actors.flatMap((actor) => actor.beams?.(timeMs) ?? []),
    blots: actors.flatMap((actor) =>
      (actor.blots?.(timeMs) ?? []).map((blot) => ({ ...blot, id: actor.id })),
    ),
  };
}

interface Photograph extends Conditions, SceneNow {
  readonly options: WindowOptions;
  readonly camera: Camera;
  readonly timeMs: number;
}

async function photograph(taken: Photograph): Promise<Photo> {
  const { options, camera, timeMs, shown, beams, blots, light, weather, sun, hasLampOut } = taken;
  const look = Math.round((options.startMs + timeMs) / 500);
  const things = shown.map(({ placed }) => placed);
  const moment = { light, weather, sun, beams, things, hasLampOut };
  const linear = await options.painter.paint(moment);
  addFall(linear, moment, options.seed + look);
  const own = Math.max(0.05, light.level);
  for (const blot of blots) addBlot(linear, { ...blot, bright: blot.bright * own });
  return camera({ linear, isGrey: light.isGrey, look, wind: weather.wind });
}

function seenOf({ shown, blots }: SceneNow, place: Place): SeenThing[] {
  const { ground } = place.backdrop;
  const things = shown.map(({ id, placed, named, cause, hard }) => {
    return { actor: id, box: bodyOf(placed, ground), named, cause, hard };
  });
  const onLens = blots.map(({ id, x, y, width, height, cause }) => {
    const whole = { x: x - width, y: y - height, width: 2 * width, height: 2 * height };
    return { actor: id, box: clipped(whole), named: null, cause, hard: 1 };
  });
  return [...things, ...onLens];
}

function castOf(
  { place, seed, startMs, durationMs }: WindowOptions,
  { light, weather, dayOfYear }: { light: { level: number }; weather: Weather; dayOfYear: number },
): { actors: Actor[]; matters: Matter[] } {
  const hour = startMs / 3_600_000;
  const crowd = crowdAt(hour) * (weather.rain > 0.3 ? 0.6 : 1);
  const cast = {
    place,
    seed: seed * 131 + Math.round(startMs / 1000),
    durationMs,
    crowd,
    rain: weather.rain,
  };
  const isDark = light.level < 0.2;
  const planted = plantMatters(cast);
  const actors = [
    ...castSurroundings({ ...cast, isDark, dayOfYear, wind: weather.wind }),
    ...castTraffic({ ...cast, isDark }),
    ...castPeople(cast),
    ...castOutside(cast),
    ...planted.flatMap((one) => one.actors),
  ];
  return { actors, matters: planted.map(({ matter }) => matter) };
}

/** The number of people relative to a usual day: few at night, most in the evening. */
export function crowdAt(hour: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  return 0.06 + 0.8 * peak(8, 1.6) + 0.7 * peak(12.5, 2.2) + peak(18.5, 2.4);
}

/** Weather has no effect indoors, except on the sun. */
function indoorsOf({ indoor }: Place, weather: Weather): Weather {
  return indoor ? { ...weather, rain: 0, snow: 0, snowLies: 0, fog: 0, wet: 0, wind: 0 } : weather;
}

function traitsOf(seed: number) {
  const random = createRandom(seed + 5);
  return {
    seed,
    noise: between(random, 1.2, 3),
    shake: random() < 0.3 ? between(random, 1, 2.5) : 0,
    coarse: random() < 0.4 ? between(random, 0.25, 0.7) : 0,
    hunts: random() < 0.12,
  };
}
