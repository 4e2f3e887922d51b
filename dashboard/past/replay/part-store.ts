// The parts of the log that the worker holds: decoded as long as they fit, as the bytes that came beyond that. Gives the
// observations of several parts, slice by slice.
import type { Observation } from '../../../contracts/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { createCoverageMeter } from './coverage.ts';
import type { LoadedPart } from './message.ts';

/** Blocks of the log and the span that counts; observations in order. Throws where a block cannot be read. */
export type DecodeLog = (bytes: Uint8Array, span: TimeSpan) => AsyncIterable<Observation[]>;

export interface PartStore {
  /** Takes the place of a part that begins at the same time and ends sooner. */
  load(key: string, span: TimeSpan, bytes: Uint8Array): Promise<LoadedPart>;
  /** Unknown keys give nothing. */
  read(keys: readonly string[]): AsyncIterable<readonly Observation[]>;
  count(keys: readonly string[]): number;
}

/** About four days at one frame in two seconds: some hundred MB of memory on a busy street. */
const usualRoom = 180_000;

interface Part {
  span: TimeSpan;
  bytes: Uint8Array;
  /** Null when there was no room. */
  batches: Observation[][] | null;
  loaded: LoadedPart;
}

/** `room`: how many observations are held decoded at most. */
export function createPartStore(decode: DecodeLog, room = usualRoom): PartStore {
  const parts = new Map<string, Part>();
  let free = room;
  const drop = (key: string, { batches, loaded }: Part) => {
    if (batches) free += loaded.observations;
    parts.delete(key);
  };
  const load = async (key: string, span: TimeSpan, bytes: Uint8Array) => {
    const known = parts.get(key);
    if (known) return known.loaded;
    const { batches, ...loaded } = await decodeAll(decode(bytes, span));
    for (const [older, part] of parts) if (part.span.from === span.from) drop(older, part);
    const fits = loaded.observations <= free;
    if (fits) free -= loaded.observations;
    parts.set(key, { span, bytes, batches: fits ? batches : null, loaded });
    return loaded;
  };
  const read = async function* (keys: readonly string[]) {
    for (const part of keys.flatMap((key) => parts.get(key) ?? [])) {
      if (part.batches) yield* part.batches;
      else yield* untilFault(decode(part.bytes, part.span));
    }
  };
  const count = (keys: readonly string[]) =>
    keys.reduce((sum, key) => sum + (parts.get(key)?.loaded.observations ?? 0), 0);
  return { load, read, count };
}

async function decodeAll(
  log: AsyncIterable<Observation[]>,
): Promise<LoadedPart & { batches: Observation[][] }> {
  const coverage = createCoverageMeter();
  const batches: Observation[][] = [];
  let observations = 0;
  let fault: string | null = null;
  try {
    for await (const batch of log) {
      coverage.add(batch);
      batches.push(batch);
      observations += batch.length;
    }
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  return { batches, observations, coverage: coverage.end(), fault };
}

/** The fault was told when the part was loaded; what stands before it is replayed each time. */
async function* untilFault(log: AsyncIterable<Observation[]>): AsyncGenerator<Observation[]> {
  try {
    yield* log;
  } catch {
    return;
  }
}
