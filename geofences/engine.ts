// The fence engine: observations in, incident events out. Pure: the same state and observation always give the same
// outcome, in Node, in the browser, live or on a log. One engine a camera.
import { z } from 'zod';
import type { Fence, IncidentEvent, Kind, Observation } from '../contracts/index.ts';
import type { Drop, Rule } from './claim.ts';
import { createLocalClock, isWithinHours, type LocalTime } from './hours.ts';
import { advancePlaces } from './life.ts';
import { withoutPermitted } from './permits.ts';
import { placeSchema, type Place } from './place.ts';
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
  advance(state: EngineState, observation: Observation): Advance;
}

/** @param fences fences of one camera @param timezone IANA name of the site's time zone */
export function createFenceEngine(fences: readonly Fence[], timezone: string): FenceEngine {
  const localTime = createLocalClock(timezone);
  const rasters = createRasters();
  const advance = (state: EngineState, observation: Observation): Advance => {
    const now = localTime(observation.capturedAt);
    const outcomes = fences.map((fence) => {
      const places = state.places[fence.id] ?? [];
      return {
        fence,
        ...advanceFence({
          fence,
          places,
          observation,
          now,
          fenceCells: rasters(fence, observation),
        }),
      };
    });
    return {
      state: {
        version: 1,
        places: Object.fromEntries(outcomes.map(({ fence, places }) => [fence.id, places])),
      },
      events: outcomes.flatMap(({ events }) => events),
      drops: outcomes.flatMap(({ fence, drops }) =>
        drops.map((drop) => ({ fenceId: fence.id, drop })),
      ),
    };
  };
  return { advance };
}

/** Whether something is coming or open: the detector must not rest then. */
export function needsAttention(state: EngineState): boolean {
  return Object.values(state.places).some((places) =>
    places.some(({ incident }) => incident?.clearedAt === undefined || incident.clearedAt === null),
  );
}

export function openIncidents(state: EngineState): number {
  return Object.values(state.places)
    .flat()
    .filter(({ incident }) => incident && incident.clearedAt === null).length;
}

interface FenceStep {
  fence: Fence;
  places: readonly Place[];
  observation: Observation;
  now: LocalTime;
  fenceCells: CellSet;
}

interface FenceOutcome {
  places: Place[];
  events: IncidentEvent[];
  drops: Drop[];
}

function advanceFence({ fence, places, observation, now, fenceCells }: FenceStep): FenceOutcome {
  if (observation.view.state !== 'ok')
    return { places: suspended(places, observation), events: [], drops: [] };
  const seen = rules[fence.kind]({ fence, fenceCells, observation });
  const { claims, drops } = isWithinHours(fence.schedule, now)
    ? withoutPermitted(seen, fence, now)
    : {
        claims: [],
        drops: seen.claims.map(({ region }): Drop => ({ reason: 'outside-hours', region })),
      };
  return {
    ...advancePlaces({ fence, places, claims, observation }),
    drops: [...seen.drops, ...drops],
  };
}

/** While the view cannot be trusted nothing opens and nothing clears: places wait as they are. */
function suspended(places: readonly Place[], { capturedAt }: Observation): Place[] {
  return places.map((place) =>
    place.incident?.clearedAt ? place : { ...place, lastClaimedAt: capturedAt },
  );
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
