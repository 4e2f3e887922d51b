// The worker's parts of the log: decoded while they fit into memory, otherwise as bytes. Returns the observations of several
// parts in batches.
import type { Observation } from '../../../contracts/index.ts';
import type { LogBatch } from '../../../observation-log/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { createCoverageMeter } from './coverage.ts';
import type { LoadedPart } from './message.ts';

/** Blocks of the log and the span that counts; observations in order. Throws where a block cannot be read. */
export type DecodeLog = (bytes: Uint8Array, span: TimeSpan) => AsyncIterable<LogBatch>;

export interface PartStore {
  /** Replaces a part that begins at the same time and ends earlier. */
  load(key: string, span: TimeSpan, bytes: Uint8Array): Promise<LoadedPart>;
  /** Unknown keys return nothing. */
  read(keys: readonly string[]): AsyncIterable<LogBatch>;
  count(keys: readonly string[]): number;
}

/**
 * Counted in tracks and regions, which determine the memory: two days of a very busy street, or weeks of a quiet one, below
 * 500 MB.
 */
const usualRoom = 2_000_000;

interface Part {
  span: TimeSpan;
  bytes: Uint8Array;
  /** Null when there was no room. */
  batches: LogBatch[] | null;
  weight: number;
  loaded: LoadedPart;
}

/** `room`: the most that is held decoded, see `weightOf`. */
export function createPartStore(decode: DecodeLog, room = usualRoom): PartStore {
  const parts = new Map<string, Part>();
  let free = room;
  const drop = (key: string, { batches, weight }: Part) => {
    if (batches) free += weight;
    parts.delete(key);
  };
  const load = async (key: string, span: TimeSpan, bytes: Uint8Array) => {
    const known = parts.get(key);
    if (known) return known.loaded;
    const { batches, weight, ...loaded } = await decodeAll(decode(bytes, span));
    for (const [older, part] of parts) if (part.span.from === span.from) drop(older, part);
    const fits = weight <= free;
    if (fits) free -= weight;
    parts.set(key, { span, bytes, batches: fits ? batches : null, weight, loaded });
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
  log: AsyncIterable<LogBatch>,
): Promise<LoadedPart & { batches: LogBatch[]; weight: number }> {
  const coverage = createCoverageMeter();
  const batches: LogBatch[] = [];
  let observations = 0;
  let weight = 0;
  let fault: string | null = null;
  try {
    for await (const batch of log) {
      coverage.add(batch.observations);
      batches.push(batch);
      observations += batch.observations.length;
      weight += weightOf(batch.observations);
    }
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  return { batches, weight, observations, coverage: coverage.end(), fault };
}

/** Each observation and each object in it counts as one. */
function weightOf(batch: readonly Observation[]): number {
  return batch.reduce((sum, { tracks, regions }) => sum + 1 + tracks.length + regions.length, 0);
}

/** The fault was reported when the part was loaded; the observations before it are replayed each time. */
async function* untilFault(log: AsyncIterable<LogBatch>): AsyncGenerator<LogBatch> {
  try {
    yield* log;
  } catch {
    return;
  }
}
