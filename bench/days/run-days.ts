// THE SPINE of `bench days`: days → windows → run each → keep the result. Takes how many days and of which places; gives what was
// kept. Day number `n` has seed `seed + n` and place number `n` in turn; the same call gives the same again, and windows that are
// known already are not run anew.
import type { Detector } from '../../detectors/detector.ts';
import { randomAt } from '../../simulator/random.ts';
import { createPlace } from '../../simulator/days/places/create-place.ts';
import type { PlaceName } from '../../simulator/days/place.ts';
import { createPainter, type Painter } from '../../simulator/days/render/painter.ts';
import type { EngineName } from '../accuracy/engine.ts';
import { isSameWindow, type WindowKey, type WindowResult } from './day-result.ts';
import { lookEveryMs, runWindow } from './run-window.ts';

export interface DaysOptions {
  readonly days: number;
  readonly seed: number;
  readonly places: readonly PlaceName[];
  /** How many stretches of a day are looked at, and how long each is. */
  readonly windows: number;
  readonly windowMs: number;
  readonly engine: EngineName;
  readonly detector: Detector | null;
  readonly known: readonly WindowResult[];
  /** Sees each window when it is done; not those that were known. */
  readonly onWindow?: (result: WindowResult) => void | Promise<void>;
}

const dayMs = 86_400_000;

export async function runDays(options: DaysOptions): Promise<WindowResult[]> {
  const painters = new Map<PlaceName, Promise<Painter>>();
  const results: WindowResult[] = [];
  for (const key of windowsOf(options)) {
    const known = options.known.find((one) => isSameWindow(one, key));
    if (known) {
      results.push(known);
      continue;
    }
    const place = createPlace(key.place);
    const painter = painters.get(key.place) ?? createPainter(place);
    painters.set(key.place, painter);
    const result = await runWindow({
      ...key,
      place,
      painter: await painter,
      detector: options.detector,
    });
    results.push(result);
    await options.onWindow?.(result);
  }
  return results;
}

/** The day is cut into as many parts as there are windows; each part's window begins at a moment drawn from the seed. */
export function windowsOf(options: Omit<DaysOptions, 'known' | 'onWindow'>): WindowKey[] {
  const { days, seed, places, windows, windowMs, engine, detector } = options;
  const model = detector?.model.name ?? 'scripted';
  return Array.from({ length: days }, (_, day) => {
    const place = places[day % places.length];
    if (place === undefined) return [];
    return Array.from({ length: windows }, (_unused, part): WindowKey => {
      const room = Math.max(0, dayMs / windows - windowMs);
      const begins = (part * dayMs) / windows + randomAt(seed + day, part) * room;
      const startMs = Math.floor(begins / lookEveryMs) * lookEveryMs;
      return { place, seed: seed + day, startMs, durationMs: windowMs, engine, model };
    });
  }).flat();
}
