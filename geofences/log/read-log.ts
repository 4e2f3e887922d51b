// Reads an observation log: blocks one after the other, as they lie in files and come from dispatch. Takes bytes, gives
// observations in order, a block at a time; the next blocks are inflated meanwhile.
import type { Observation } from '../../contracts/index.ts';
import { createBlockCheck, decodeBlock, type BlockCheck } from './block.ts';
import { logFault, ObservationLogError, type LogFault } from './log-fault.ts';

export interface LogSpan {
  /** Epoch ms, inclusive; from the beginning when left out. */
  readonly from?: number;
  /** Epoch ms, exclusive; to the end when left out. */
  readonly to?: number;
}

/** How many blocks are inflated ahead of the one that is being read. */
const ahead = 4;

/**
 * The observations of a log, those of one block at a time, which is the fast way. What did not change from one to the next
 * is shared: an unchanged region has the same `spans` array.
 * @throws ObservationLogError where a block is damaged, cut off or of a newer format, after all before it
 */
export async function* decodeBatches(
  log: Uint8Array,
  span: LogSpan = {},
): AsyncGenerator<Observation[]> {
  const blocks = blocksOf(log, span);
  const waiting: Promise<Decoded>[] = [];
  for (;;) {
    while (waiting.length <= ahead) {
      const next = blocks.next();
      if (next.done) break;
      waiting.push(decoded(next.value));
    }
    const first = await waiting.shift();
    if (first === undefined) return;
    if (!first.ok) throw new ObservationLogError(first.fault);
    const batch = within(first.observations, span);
    if (batch.length > 0) yield batch;
  }
}

/** The same, one observation at a time. */
export async function* decodeBlocks(
  log: Uint8Array,
  span: LogSpan = {},
): AsyncGenerator<Observation> {
  for await (const batch of decodeBatches(log, span)) yield* batch;
}

type FoundBlock = { readonly offset: number } & BlockCheck;
type Decoded =
  | { readonly ok: true; readonly observations: Observation[] }
  | { readonly ok: false; readonly fault: LogFault };

/** The blocks that hold any of the span; ends with the first that is faulty. */
function* blocksOf(log: Uint8Array, span: LogSpan): Generator<FoundBlock> {
  const check = createBlockCheck();
  for (let offset = 0; offset < log.length;) {
    const found = check(log, offset);
    if (!found.ok || isTouched(found.head, span)) yield { offset, ...found };
    if (!found.ok) return;
    offset += found.bytes.length;
  }
}

async function decoded(block: FoundBlock): Promise<Decoded> {
  if (!block.ok) return block;
  try {
    return { ok: true, observations: await decodeBlock(block.bytes, block.head) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: logFault('damaged', block.offset, detail) };
  }
}

export function isTouched(head: { from: number; to: number }, span: LogSpan): boolean {
  return head.to >= (span.from ?? -Infinity) && head.from < (span.to ?? Infinity);
}

function within(observations: Observation[], span: LogSpan): Observation[] {
  const [from, to] = [span.from ?? -Infinity, span.to ?? Infinity];
  const [first, last] = [observations[0], observations.at(-1)];
  if (first && last && first.capturedAt >= from && last.capturedAt < to) return observations;
  return observations.filter(({ capturedAt }) => capturedAt >= from && capturedAt < to);
}
