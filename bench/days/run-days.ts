// THE SPINE of `bench days`: days → windows → run each → store the result. Takes the number of days and the places; returns the
// results. Day number `n` has seed `seed + n` and the n-th place in turn. The result is reproducible, and known windows are not
// run again.
import type { Detector } from '../../detectors/detector.ts';
import { randomAt } from '../../simulator/random.ts';
import { createPlace } from '../../simulator/days/places/create-place.ts';
import type { Place, PlaceName } from '../../simulator/days/place.ts';
import { createPainter, type Painter } from '../../simulator/days/render/painter.ts';
import type { EngineName } from '../accuracy/engine.ts';
import { isSameWindow, type WindowKey, type WindowResult } from './day-result.ts';
import { lookEveryMs, runWindow } from './run-window.ts';

/** The simulated days, and the windows of each. */
export interface SampledDays {
  readonly days: number;
  readonly seed: number;
  readonly places: readonly PlaceName[];
  /** The number of windows per day, and their length. */
  readonly windows: number;
  readonly windowMs: number;
  /** Every n-th day from a given one on, for parallel processes. */
  readonly part?: Part;
}

export interface DaysOptions extends SampledDays {
  /** All engines get the same pictures. */
  readonly engines: readonly EngineName[];
  readonly detector: Detector | null;
  readonly known: readonly WindowResult[];
  /** Called after each window that was run. */
  readonly onWindow?: (result: WindowResult) => void | Promise<void>;
}

export interface Part {
  readonly number: number;
  readonly of: number;
}

const dayMs = 86_400_000;

export async function runDays(options: DaysOptions): Promise<WindowResult[]> {
  const painters = new Map<PlaceName, Promise<Painter>>();
  const painterOf = (place: Place) => {
    const painter = painters.get(place.name) ?? createPainter(place);
    painters.set(place.name, painter);
    return painter;
  };
  const results: WindowResult[] = [];
  for (const window of windowsOf(options)) {
    const keys = options.engines.map((engine) => ({ ...window, engine }));
    const known = keys.flatMap((key) => options.known.find((one) => isSameWindow(one, key)) ?? []);
    results.push(...known);
    const engines = options.engines.filter((name) => !known.some(({ engine }) => engine === name));
    if (engines.length === 0) continue;
    const place = createPlace(window.place);
    const painter = await painterOf(place);
    const done = await runWindow({
      ...window,
      place,
      painter,
      engines,
      detector: options.detector,
    });
    results.push(...done);
    for (const result of done) await options.onWindow?.(result);
  }
  return results;
}

/** The day is divided into as many parts as windows; each window begins at a random time of its part. */
export function windowsOf(
  options: Omit<DaysOptions, 'known' | 'onWindow' | 'engines'>,
): Omit<WindowKey, 'engine'>[] {
  const { days, seed, places, windows, windowMs, detector, part = { number: 0, of: 1 } } = options;
  const model = detector?.model.name ?? 'scripted';
  return Array.from({ length: days }, (_, day) => {
    const place = places[day % places.length];
    if (place === undefined || day % part.of !== part.number) return [];
    return Array.from({ length: windows }, (_unused, stretch) => {
      const room = Math.max(0, dayMs / windows - windowMs);
      const begins = (stretch * dayMs) / windows + randomAt(seed + day, stretch) * room;
      const startMs = Math.floor(begins / lookEveryMs) * lookEveryMs;
      return { place, seed: seed + day, startMs, durationMs: windowMs, model };
    });
  }).flat();
}
