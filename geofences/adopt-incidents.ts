// Adds to the state the incidents that the former holder of the camera had open, when its last state did not arrive. They then behave
// like the engine's own: they continue while the object is there, and clear when looks find the place clear. Pure.
import type { IncidentEvent } from '../contracts/index.ts';
import type { EngineState } from './engine-state.ts';
import { areaOf, sharedArea } from './area/boxes.ts';
import type { Place } from './places/place.ts';

export interface Adoption {
  readonly state: EngineState;
  /** Ids of incidents that the state did not have. */
  readonly adopted: string[];
  /** Ids of incidents whose object already has an incident here; dispatch joins both in one case. */
  readonly known: string[];
}

/**
 * A candidate at the place of an adopted incident becomes that incident.
 * @param incidents the last event of each, `opened` or `still-there`
 * @param at time of the present frame, epoch ms; later times, from a clock that is ahead, are replaced by it
 */
export function adoptIncidents(
  state: EngineState,
  incidents: readonly IncidentEvent[],
  at: number,
): Adoption {
  const adopted: string[] = [];
  const known: string[] = [];
  let next = state;
  for (const incident of incidents) {
    const places = next.places[incident.fenceId] ?? [];
    if (places.some((place) => place.incident?.id === incident.incidentId)) continue;
    if (places.some((place) => isSameObject(place, incident))) known.push(incident.incidentId);
    else {
      adopted.push(incident.incidentId);
      next = withPlace(next, incident, at);
    }
  }
  return { state: next, adopted, known };
}

/** The same value as in dispatch. A higher one would give one object two incidents; a lower one would leave an incident open. */
const leastShare = 0.5;

function isSameObject({ incident, region }: Place, event: IncidentEvent): boolean {
  if (incident === null) return false;
  const smaller = Math.min(areaOf(region), areaOf(event.region));
  return sharedArea(region, event.region) >= leastShare * smaller;
}

function withPlace(state: EngineState, incident: IncidentEvent, at: number): EngineState {
  const { fenceId, kind, fenceVersion } = incident;
  // If the fence has changed since then, the engine clears the incident and gives that reason.
  const judge = state.fences[fenceId] ?? { kind, version: fenceVersion };
  return {
    version: 1,
    places: {
      ...state.places,
      [fenceId]: [...(state.places[fenceId] ?? []), placeOf(incident, at)],
    },
    fences: { ...state.fences, [fenceId]: judge },
  };
}

/** Counts as last seen at `at`, so that only later looks can find the place clear. */
function placeOf(incident: IncidentEvent, at: number): Place {
  const { incidentId, sequence, region, confidence, kind, trace } = incident;
  return {
    region,
    since: Math.min(incident.presentSince, at),
    firstClaimedAt: Math.min(incident.openedAt, at),
    lastClaimedAt: at,
    absentSince: null,
    claimedMs: trace.dwellMs,
    evidenceMs: {},
    measures: {},
    dwellMs: trace.dwellMs,
    confidence,
    what: kind,
    incident: {
      id: incidentId,
      openedAt: Math.min(incident.openedAt, at),
      sequence,
      lastSaidAt: at,
      clearedAt: null,
    },
  };
}
