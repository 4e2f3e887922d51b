// Takes incidents into the state that somebody else reported open: the former holder of the camera, whose last state did not arrive.
// From then on they are like own ones: they go on while the object is there, and clear when the place is seen clear. Pure.
import type { IncidentEvent } from '../contracts/index.ts';
import type { EngineState } from './engine-state.ts';
import { areaOf, sharedArea } from './area/boxes.ts';
import type { Place } from './places/place.ts';

export interface Adoption {
  readonly state: EngineState;
  /** Ids of incidents that the state did not have. */
  readonly adopted: string[];
  /** Ids of incidents whose object has an incident of its own here: dispatch knows both as one. */
  readonly known: string[];
}

/**
 * An object that waits for its dwell at such a place goes on as the adopted incident.
 * @param incidents the last event of each, `opened` or `still-there`
 * @param at the time of the present frame, epoch ms; later times of another clock become this one
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

/** As in dispatch: more would make two incidents of one object there, less would leave one of them open. */
const leastShare = 0.5;

function isSameObject({ incident, region }: Place, event: IncidentEvent): boolean {
  if (incident === null) return false;
  const smaller = Math.min(areaOf(region), areaOf(event.region));
  return sharedArea(region, event.region) >= leastShare * smaller;
}

function withPlace(state: EngineState, incident: IncidentEvent, at: number): EngineState {
  const { fenceId, kind, fenceVersion } = incident;
  // The fence in force may be another one by now: then its incidents are cleared with that reason.
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

/** It counts as seen at `at`: only looks from now on can find the place clear. */
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
