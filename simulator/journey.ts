// A journey: the position of an actor that follows a path over the ground at a constant speed, with halts at some of its points.
import type { Point } from '../contracts/index.ts';
import { groundDistance, toGround, toPicture, type Ground } from './ground.ts';

export interface Route {
  readonly path: readonly Point[];
  /** Metres per second. */
  readonly speed: number;
  readonly stops: readonly { readonly point: number; readonly for: number }[];
}

/** One leg of a journey in time: from point to point, or staying at one. */
export interface Leg {
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: Point;
  readonly to: Point;
  /** Index of the path point where it starts. */
  readonly point: number;
  /** Metres walked before it. */
  readonly before: number;
  readonly metres: number;
}

export interface JourneyState {
  readonly leg: Leg;
  readonly at: Point;
  /** Metres since the start. */
  readonly metres: number;
  readonly isHalted: boolean;
}

export function planJourney(route: Route, startMs: number, ground: Ground): Leg[] {
  const legs: Leg[] = [];
  let timeMs = startMs;
  let before = 0;
  route.path.forEach((from, point) => {
    const haltMs = route.stops
      .filter((stop) => stop.point === point)
      .reduce((sum, stop) => sum + stop.for, 0);
    if (haltMs > 0) {
      legs.push({
        fromMs: timeMs,
        toMs: timeMs + haltMs,
        from,
        to: from,
        point,
        before,
        metres: 0,
      });
      timeMs += haltMs;
    }
    const to = route.path[point + 1];
    if (!to) return;
    const metres = groundDistance(ground, from, to);
    const toMs = timeMs + (metres / route.speed) * 1000;
    legs.push({ fromMs: timeMs, toMs, from, to, point, before, metres });
    timeMs = toMs;
    before = before + metres;
  });
  return legs;
}

/** Null before the start and after the end. */
export function journeyAt(
  legs: readonly Leg[],
  timeMs: number,
  ground: Ground,
): JourneyState | null {
  const leg = legs.find(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
  if (!leg) return null;
  const share = (timeMs - leg.fromMs) / (leg.toMs - leg.fromMs);
  return {
    leg,
    at: leg.metres === 0 ? leg.from : alongGround(leg, share, ground),
    metres: leg.before + leg.metres * share,
    isHalted: leg.metres === 0,
  };
}

function alongGround({ from, to }: Leg, share: number, ground: Ground): Point {
  const a = toGround(ground, from);
  const b = toGround(ground, to);
  return toPicture(ground, { x: a.x + (b.x - a.x) * share, z: a.z + (b.z - a.z) * share });
}
