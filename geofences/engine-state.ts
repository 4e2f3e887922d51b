// The state of the fence engine between two observations: the places of each fence, and the fence that judged them. Plain JSON,
// so that it can be stored; state of older workers is accepted.
import { z } from 'zod';
import { kindSchema } from '../contracts/index.ts';
import { placeSchema, stageOf, type Place } from './places/place.ts';

export const engineStateSchema = z.strictObject({
  version: z.literal(1),
  /** Places by fence id; fences without any are left out. */
  places: z.record(z.string(), z.array(placeSchema)),
  /** The fence that judged the places last, by fence id. Absent from the state of older workers. */
  fences: z
    .record(z.string(), z.strictObject({ kind: kindSchema, version: z.number().int().positive() }))
    .default({}),
});
export type EngineState = z.infer<typeof engineStateSchema>;
export const emptyEngineState: EngineState = { version: 1, places: {}, fences: {} };

/** Whether there is a candidate or an open incident; then the detector must keep looking. */
export function needsAttention(state: EngineState): boolean {
  return placesOf(state).some((place) => stageOf(place) !== 'cleared');
}

export function openIncidents(state: EngineState): number {
  return placesOf(state).filter((place) => stageOf(place) === 'open').length;
}

function placesOf(state: EngineState): Place[] {
  return Object.values(state.places).flat();
}
