// The fence engine: takes observations, returns incident events. Pure: the same state and observation always give the same
// result, in Node, in the browser, live or on a log. One engine per camera.
import {
  emptyCalendar,
  type Calendar,
  type Fence,
  type IncidentEvent,
  type Observation,
} from '../contracts/index.ts';
import type { Drop, DropReason, Rule } from './claim.ts';
import type { EngineState } from './engine-state.ts';
import { clearRemovedFences } from './removed-fences.ts';
import type { FenceArea } from './area/fence-area.ts';
import { createTimetables, type Timetable } from './hours/hours.ts';
import { advancePlaces, type Ask } from './places/life.ts';
import { createLocalClock, type LocalTime } from './hours/local-clock.ts';
import { tracksThatMatter } from './matters.ts';
import { withoutPermitted, type PermitInForce } from './hours/permits.ts';
import { unwatched, type Place } from './places/place.ts';
import { createRaster, type Raster } from './area/raster.ts';
import { ruleOf } from './rules/rule-of.ts';
import type { Shape } from './area/shape.ts';
import type { Wait } from './places/verdict.ts';

export { emptyEngineState } from './engine-state.ts';

const noPlaces: readonly Place[] = [];
export interface Advance {
  readonly state: EngineState;
  readonly events: IncidentEvent[];
  /** Objects that do not count, with their fence and the reason. */
  readonly drops: { readonly fenceId: string; readonly drop: Drop }[];
  /** Candidates with their fence and what they wait for. */
  readonly waits: { readonly fenceId: string; readonly wait: Wait }[];
  /** Objects that need a second opinion before an alert. */
  readonly asks: Ask[];
}

export interface FenceEngine {
  /**
   * Observations must come in order of `capturedAt`. Fences may have changed since the state was made: places stay, and open
   * incidents of a removed fence are cleared.
   */
  advance(state: EngineState, observation: Observation): Advance;
}

/**
 * @param fences fences of one camera
 * @param timezone IANA name of the site's time zone
 * @param calendar the site's holidays and make-up workdays
 */
export function createFenceEngine(
  fences: readonly Fence[],
  timezone: string,
  calendar: Calendar = emptyCalendar,
): FenceEngine {
  return createEngineOf(fences, partsFor(timezone, calendar));
}

/** A faster engine for callers that do not use drops: it skips fences outside their hours or with an unusable view. */
export function createQuietEngine(
  fences: readonly Fence[],
  timezone: string,
  calendar: Calendar = emptyCalendar,
): FenceEngine {
  return createEngineOf(fences, { ...partsFor(timezone, calendar), looksAtRest: false });
}

/** The engine's geometry and local time; tests replace them with simple reference versions. */
export interface EngineParts {
  readonly localTime: (at: number) => LocalTime;
  readonly timetable: ReturnType<typeof createTimetables>;
  readonly raster: Raster;
  /** Whether to list drops for a resting fence; true when absent. */
  readonly looksAtRest?: boolean;
}

function partsFor(timezone: string, calendar: Calendar): EngineParts {
  return {
    localTime: createLocalClock(timezone),
    timetable: createTimetables(calendar),
    raster: createRaster(),
  };
}

export function createEngineOf(
  fences: readonly Fence[],
  { localTime, timetable, raster, looksAtRest = true }: EngineParts,
): FenceEngine {
  const watches = fences.map((fence) => prepareFence(fence, { timetable, raster }));
  const byId = new Map(fences.map((fence) => [fence.id, fence]));
  return {
    advance: (before, seen) => {
      const tracks = tracksThatMatter(seen.tracks);
      const observation = tracks === seen.tracks ? seen : { ...seen, tracks };
      const { state, events } = clearRemovedFences(before, byId, observation);
      const moment = {
        observation,
        now: localTime(observation.capturedAt),
        shapes: raster.shapesOf(observation.regions, observation.grid),
        looksAtRest,
      };
      const outcomes = watches.map((prepared) =>
        advanceFence(prepared, state.places[prepared.fence.id] ?? noPlaces, moment),
      );
      return gather(outcomes, { state, events });
    },
  };
}

/** A fence with everything precomputed. */
interface PreparedFence {
  readonly fence: Fence;
  readonly rule: Rule;
  readonly areaOn: (grid: Observation['grid']) => FenceArea;
  readonly isOn: Timetable;
  readonly permits: readonly PermitInForce[];
  /** The fence's properties that are stored in the state. */
  readonly judge: EngineState['fences'][string];
}

function prepareFence(
  fence: Fence,
  { timetable, raster }: Pick<EngineParts, 'timetable' | 'raster'>,
): PreparedFence {
  const { schedule, exceptions, permits, kind, version } = fence;
  return {
    fence,
    rule: ruleOf(fence.definition),
    areaOn: raster.areaOf(fence),
    isOn: timetable({ hours: schedule, exceptions }),
    permits: permits.map(({ polygon, hours }) => ({ polygon, isOn: timetable({ hours }) })),
    judge: { kind, version },
  };
}

interface Moment {
  readonly observation: Observation;
  readonly now: LocalTime;
  readonly shapes: readonly Shape[];
  readonly looksAtRest: boolean;
}

interface FenceOutcome {
  readonly prepared: PreparedFence;
  readonly places: readonly Place[];
  readonly events: readonly IncidentEvent[];
  readonly drops: readonly Drop[];
  readonly waits: readonly Wait[];
  readonly asks: readonly Ask[];
}

function advanceFence(
  prepared: PreparedFence,
  places: readonly Place[],
  moment: Moment,
): FenceOutcome {
  const { observation, now, shapes } = moment;
  const { fence } = prepared;
  const area = prepared.areaOn(observation.grid);
  const rest = restReason(prepared, observation, now);
  if (rest && !moment.looksAtRest)
    return { prepared, places: places.map(unwatched), events: [], drops: [], waits: [], asks: [] };
  const seen = prepared.rule({ fence, area, observation, shapes });
  if (rest) {
    const withoutOpinion = seen.claims.map(({ region }): Drop => ({ reason: rest, region }));
    const drops = [...seen.drops, ...withoutOpinion];
    return { prepared, places: places.map(unwatched), events: [], drops, waits: [], asks: [] };
  }
  if (seen.claims.length === 0 && places.length === 0)
    return { prepared, places, events: [], drops: seen.drops, waits: [], asks: [] };
  const { claims, drops } = withoutPermitted(seen.claims, prepared.permits, now);
  const next = advancePlaces({ fence, places, claims, drops: seen.drops, observation });
  return { prepared, ...next, drops: drops.length > 0 ? [...seen.drops, ...drops] : seen.drops };
}

/** Why a fence rests (view, hours), or null. A resting fence gives no events, and its places do not change. */
function restReason(
  { isOn }: PreparedFence,
  { view }: Observation,
  now: LocalTime,
): DropReason | null {
  if (view.state !== 'ok') return 'view-not-ok';
  return isOn(now) ? null : 'outside-hours';
}

/** Returns the same state object when there is nothing in it, so that callers need not store it. */
function gather(
  outcomes: readonly FenceOutcome[],
  before: Pick<Advance, 'state' | 'events'>,
): Advance {
  const events = [...before.events];
  const drops: Advance['drops'] = [];
  const waits: Advance['waits'] = [];
  const asks: Ask[] = [];
  const state: EngineState = { version: 1, places: {}, fences: {} };
  let isIdle = true;
  for (const outcome of outcomes) {
    const { id } = outcome.prepared.fence;
    events.push(...outcome.events);
    for (const drop of outcome.drops) drops.push({ fenceId: id, drop });
    for (const wait of outcome.waits) waits.push({ fenceId: id, wait });
    asks.push(...outcome.asks);
    if (outcome.places.length === 0) continue;
    isIdle = false;
    state.places[id] = [...outcome.places];
    state.fences[id] = outcome.prepared.judge;
  }
  const wasIdle = Object.keys(before.state.places).length === 0;
  return { state: isIdle && wasIdle ? before.state : state, events, drops, waits, asks };
}
