// One stretch of one day at one place: what the camera sees at each look, and what is true. This is the spine of the days: day and
// hour, weather, light → who is there → paint → lens → camera. Takes place, seed and time; gives pictures, the same in every run.
import type { Box, Thing } from '../../contracts/index.ts';
import { extentOf } from '../placement.ts';
import { between, createRandom } from '../random.ts';
import type { Actor, Cause, Matter, Shown } from './cast/actor.ts';
import { clipped, plantMatters } from './cast/matters.ts';
import { castPeople } from './cast/people.ts';
import { castSurroundings } from './cast/surroundings.ts';
import { castTraffic } from './cast/traffic.ts';
import type { Place } from './place.ts';
import { addFall } from './render/air.ts';
import type { Beam } from './render/beams.ts';
import { createCamera, type Camera } from './render/camera.ts';
import { addBlot, type Blot } from './render/lens.ts';
import { lightAt, lightNameOf, type Light, type LightName } from './render/light.ts';
import type { Painter } from './render/painter.ts';
import { sunDirection, type Direction } from './sun.ts';
import { drawDayWeather, weatherAt, type DayWeather, type Weather } from './weather.ts';

export interface WindowOptions {
  readonly place: Place;
  readonly painter: Painter;
  /** Of the day: weather, season and all that happens come from it. */
  readonly seed: number;
  /** When the window begins, ms from midnight, and how long it is. */
  readonly startMs: number;
  readonly durationMs: number;
}

export interface SeenThing {
  readonly actor: string;
  readonly box: Box;
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly cause: Cause;
  readonly hard: number;
}

export interface DayLook {
  /** 8-bit RGB, of the size in render/picture-map.ts. */
  readonly rgb: Uint8Array;
  readonly seen: readonly SeenThing[];
  readonly light: LightName;
  readonly weather: Weather;
  /** How strong direct sun is, 1 for full noon. */
  readonly sun: number;
  /** Whether head lamps shine. */
  readonly hasBeams: boolean;
}

export interface DayWindow {
  readonly weather: DayWeather;
  readonly matters: readonly Matter[];
  /** Looks must be asked for in order of time. @param timeMs from the window's beginning */
  lookAt(timeMs: number): Promise<DayLook>;
  lightAt(timeMs: number): LightName;
}

const latitude = 36.8;

export function openWindow(options: WindowOptions): DayWindow {
  const { place, seed } = options;
  const day = drawDayWeather(seed);
  const now = (timeMs: number) => conditionsAt(day, options, timeMs);
  const { actors, matters } = castOf(options, now(0));
  const camera = createCamera(traitsOf(seed));
  return {
    weather: day,
    matters,
    lightAt: (timeMs) => lightNameOf(place, now(timeMs).light),
    lookAt: async (timeMs) => {
      const conditions = now(timeMs);
      const scene = sceneAt(actors, timeMs);
      const rgb = await photograph({ options, camera, timeMs, ...conditions, ...scene });
      const { light, weather } = conditions;
      return {
        rgb,
        seen: seenOf(scene, place),
        light: lightNameOf(place, light),
        weather,
        sun: light.sun[0] / 2.6,
        hasBeams: scene.beams.length > 0,
      };
    },
  };
}

interface Conditions {
  readonly sun: Direction;
  readonly weather: Weather;
  readonly light: Light;
}

function conditionsAt(day: DayWeather, options: WindowOptions, timeMs: number): Conditions {
  const { place, startMs } = options;
  const atMs = startMs + timeMs;
  const weather = indoorsOf(place, weatherAt(day, atMs));
  const time = { latitude, dayOfYear: day.dayOfYear, hour: atMs / 3_600_000 };
  const sun = sunDirection(time, place.heading);
  return { sun, weather, light: lightAt(place, sun, weather) };
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

async function photograph(taken: Photograph): Promise<Uint8Array> {
  const { options, camera, timeMs, shown, beams, blots, light, weather, sun } = taken;
  const look = Math.round((options.startMs + timeMs) / 500);
  const moment = { light, weather, sun, beams, things: shown.map(({ placed }) => placed) };
  const linear = await options.painter.paint(moment);
  addFall(linear, moment, options.seed + look);
  const own = Math.max(0.05, light.level);
  for (const blot of blots) addBlot(linear, { ...blot, bright: blot.bright * own });
  return camera({ linear, isGrey: light.isGrey, look, wind: weather.wind });
}

function seenOf({ shown, blots }: SceneNow, place: Place): SeenThing[] {
  const { ground } = place.backdrop;
  const things = shown.map(({ id, placed, named, cause, hard }) => {
    const box = clipped(extentOf(placed, ground));
    return { actor: id, box, named, cause, hard };
  });
  const onLens = blots.map(({ id, x, y, width, height, cause }) => {
    const whole = { x: x - width, y: y - height, width: 2 * width, height: 2 * height };
    return { actor: id, box: clipped(whole), named: null, cause, hard: 1 };
  });
  return [...things, ...onLens];
}

function castOf(
  { place, seed, startMs, durationMs }: WindowOptions,
  { light, weather }: { light: { level: number }; weather: Weather },
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
    ...castSurroundings({ ...cast, isDark, wind: weather.wind }),
    ...castTraffic({ ...cast, isDark }),
    ...castPeople(cast),
    ...planted.flatMap((one) => one.actors),
  ];
  return { actors, matters: planted.map(({ matter }) => matter) };
}

/** Few at night, most at noon and in the evening. */
export function crowdAt(hour: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2));
  return 0.06 + 0.8 * peak(8, 1.6) + 0.7 * peak(12.5, 2.2) + peak(18.5, 2.4);
}

/** Neither rain nor wind comes in. */
function indoorsOf({ indoor }: Place, weather: Weather): Weather {
  return indoor ? { ...weather, rain: 0, snow: 0, fog: 0, wet: 0, wind: 0 } : weather;
}

function traitsOf(seed: number) {
  const random = createRandom(seed + 5);
  return {
    seed,
    noise: between(random, 1.2, 3),
    shake: random() < 0.3 ? between(random, 1, 2.5) : 0,
    coarse: random() < 0.4 ? between(random, 0.25, 0.7) : 0,
  };
}
