// Parses one server-sent event: returns a live event checked with the contract, or the faults.
import {
  describeFaults,
  faultsOf,
  liveEventSchema,
  type LiveEvent,
} from '../../contracts/index.ts';

export const liveEventTypes = [
  'case',
  'camera',
  'fences',
  'problems',
  'map',
  'cameras',
  'heartbeat',
] as const satisfies readonly LiveEvent['type'][];

export type LiveMessage = { ok: true; event: LiveEvent } | { ok: false; message: string };

/** `type` is the event's name, `data` the JSON of the rest. */
export function parseLiveMessage(type: string, data: string): LiveMessage {
  const rest = parseJson(data);
  if (typeof rest !== 'object' || rest === null)
    return { ok: false, message: `expected a JSON object, got ${JSON.stringify(data)}` };
  const parsed = liveEventSchema.safeParse({ ...rest, type }, { reportInput: true });
  return parsed.success
    ? { ok: true, event: parsed.data }
    : { ok: false, message: describeFaults(faultsOf(parsed.error)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
