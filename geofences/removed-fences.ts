// Clears incidents whose fence was removed or has another kind now, each once and with the reason. Takes the state and the fences
// in force; returns the last events, and the state without those places.
import type { Fence, IncidentEvent, Observation } from '../contracts/index.ts';
import type { EngineState } from './engine-state.ts';
import { incidentEventOf } from './places/incident-event.ts';
import { stageOf, type Place } from './places/place.ts';

export interface RemovedFences {
  readonly state: EngineState;
  readonly events: IncidentEvent[];
}

export function clearRemovedFences(
  state: EngineState,
  fences: ReadonlyMap<string, Fence>,
  observation: Observation,
): RemovedFences {
  const gone: { fenceId: string; reason: string }[] = [];
  for (const fenceId in state.places) {
    const reason = removalReason(fenceId, state, fences);
    if (reason !== null) gone.push({ fenceId, reason });
  }
  if (gone.length === 0) return { state, events: [] };
  const ids = new Set(gone.map(({ fenceId }) => fenceId));
  return {
    state: {
      version: 1,
      places: without(state.places, ids),
      fences: without(state.fences, ids),
    },
    events: gone.flatMap(({ fenceId, reason }) =>
      lastEvents({ state, fenceId, reason, observation }),
    ),
  };
}

/** Why the places of a fence no longer belong to it, null while they do. */
function removalReason(
  fenceId: string,
  state: EngineState,
  fences: ReadonlyMap<string, Fence>,
): string | null {
  const fence = fences.get(fenceId);
  if (!fence) return 'the fence was removed';
  const former = state.fences[fenceId]?.kind ?? fence.kind;
  return former === fence.kind ? null : `the fence watches for ${fence.kind} now, not ${former}`;
}

interface Leaving {
  state: EngineState;
  fenceId: string;
  reason: string;
  observation: Observation;
}

/** State of older releases does not record the fence, so no event can be given. */
function lastEvents({ state, fenceId, reason, observation }: Leaving): IncidentEvent[] {
  const former = state.fences[fenceId];
  if (!former) return [];
  const fence = { ...former, id: fenceId, camera: observation.cameraId };
  return (state.places[fenceId] ?? []).flatMap((place): IncidentEvent[] => {
    const { incident } = place;
    if (!incident || stageOf(place) !== 'open') return [];
    const sequence = incident.sequence + 1;
    const last: Place & { incident: typeof incident } = {
      ...place,
      incident: { ...incident, sequence },
    };
    return [{ ...incidentEventOf('cleared', last, { fence, observation }), reason }];
  });
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  ids: ReadonlySet<string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)));
}
