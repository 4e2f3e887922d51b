// The fence engine: observations in, incident events out. Pure: the same state and observation always give the same
// outcome, in Node, in the browser, live or on a log. One engine a camera.
import { z } from 'zod';
import type { Fence, IncidentEvent, Kind, Observation } from '../contracts/index.ts';
import type { Drop, DropReason, Rule } from './claim.ts';
import { createLocalClock, isWithinHours, type LocalTime } from './hours.ts';
import { advancePlaces } from './life.ts';
import { withoutPermitted } from './permits.ts';
import { placeSchema, stageOf, unwatched, type Place } from './place.ts';
import { cellsOfPolygon, type CellSet } from './raster.ts';
import { blockedFireExit } from './rules/blocked-fire-exit.ts';
import { debrisPile } from './rules/debris-pile.ts';
import { streetVending } from './rules/street-vending.ts';

const rules: Record<Kind, Rule> = {
  'street-vending': streetVending,
  'blocked-fire-exit': blockedFireExit,
  'debris-pile': debrisPile,
};

export const engineStateSchema = z.strictObject({
  version: z.literal(1),
  /** Places by fence id. */
  places: z.record(z.string(), z.array(placeSchema)),
});
export type EngineState = z.infer<typeof engineStateSchema>;
export const emptyEngineState: EngineState = { version: 1, places: {} };

export interface Advance {
  readonly state: EngineState;
  readonly events: IncidentEvent[];
  /** What was seen and not counted, by fence, with the reason. */
  readonly drops: { readonly fenceId: string; readonly drop: Drop }[];
}

export interface FenceEngine {
  /** Observations must come in order of `capturedAt`. */
  advance(state: EngineState, observation: Observation): Advance;
}

/** @param fences fences of one camera @param timezone IANA name of the site's time zone */
export function createFenceEngine(fences: readonly Fence[], timezone: string): FenceEngine {
  const localTime = createLocalClock(timezone);
  const fenceCells = createRasters();
  return {
    advance: (state, observation) => {
      const now = localTime(observation.capturedAt);
      const outcomes = fences.map((fence) =>
        advanceFence({
          fence,
          places: state.places[fence.id] ?? [],
          observation,
          now,
          fenceCells: fenceCells(fence, observation),
        }),
      );
      return {
        state: {
          version: 1,
          places: Object.fromEntries(outcomes.map(({ fenceId, places }) => [fenceId, places])),
        },
        events: outcomes.flatMap(({ events }) => events),
        drops: outcomes.flatMap(({ fenceId, drops }) => drops.map((drop) => ({ fenceId, drop }))),
      };
    },
  };
}

/** Whether something is coming or open: the detector must not rest then. */
export function needsAttention(state: EngineState): boolean {
  return placesOf(state).some((place) => stageOf(place) !== 'cleared');
}

export function openIncidents(state: EngineState): number {
  return placesOf(state).filter((place) => stageOf(place) === 'open').length;
}

function placesOf(state: EngineState): Place[] {
  return Object.values(state.places).flat();
}

interface FenceStep {
  fence: Fence;
  places: readonly Place[];
  observation: Observation;
  now: LocalTime;
  fenceCells: CellSet;
}

interface FenceOutcome {
  fenceId: string;
  places: Place[];
  events: IncidentEvent[];
  drops: Drop[];
}

function advanceFence({ fence, places, observation, now, fenceCells }: FenceStep): FenceOutcome {
  const seen = rules[fence.kind]({ fence, fenceCells, observation });
  const rest = restReason(fence, observation, now);
  if (rest) {
    const unheard = seen.claims.map(({ region }): Drop => ({ reason: rest, region }));
    const drops = [...seen.drops, ...unheard];
    return { fenceId: fence.id, places: places.map(unwatched), events: [], drops };
  }
  const { claims, drops } = withoutPermitted(seen.claims, fence, now);
  return {
    fenceId: fence.id,
    ...advancePlaces({ fence, places, claims, observation }),
    drops: [...seen.drops, ...drops],
  };
}

/** Why a fence rests: then it says nothing, and its places wait as they are. */
function restReason(fence: Fence, { view }: Observation, now: LocalTime): DropReason | null {
  if (view.state !== 'ok') return 'view-not-ok';
  return isWithinHours(fence.schedule, now) ? null : 'outside-hours';
}

function createRasters(): (fence: Fence, observation: Observation) => CellSet {
  const known = new Map<string, CellSet>();
  return (fence, { grid }) => {
    const key = `${fence.id}@${fence.version}:${grid.columns}x${grid.rows}`;
    const cells = known.get(key) ?? cellsOfPolygon(fence.polygon, grid);
    known.set(key, cells);
    return cells;
  };
}
