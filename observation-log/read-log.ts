// Reads an observation log: consecutive blocks, as in files and from dispatch. Takes bytes, returns observations in order, a
// block at a time; the next blocks are inflated in the background.
import type { Box, Observation } from '../contracts/index.ts';
import { bodyOf, createBlockCheck, type BlockCheck } from './block.ts';
import type { BlockHead } from './block-head.ts';
import { readBody } from './body-code.ts';
import { inflateByStream, type Inflate } from './compress.ts';
import { logFault, ObservationLogError, type LogFault } from './log-fault.ts';
import type { IsWanted } from './track-reader.ts';

export interface LogSpan {
  /** Epoch ms, inclusive; from the start when absent. */
  readonly from?: number;
  /** Epoch ms, exclusive; to the end when absent. */
  readonly to?: number;
}

export interface LogReading {
  /**
   * Which tracks to return; all when absent. A back-test passes `mattersToFences` of the fence engine: the same result, much
   * faster.
   */
  readonly isWanted?: IsWanted | undefined;
  /** The platform's streams when absent; Node has a faster way. */
  readonly inflate?: Inflate;
}

/** The observations of one block in the span, at least one. */
export interface LogBatch {
  readonly observations: Observation[];
  /** The areas that the detector was given; null when unknown. */
  readonly watched: readonly Box[] | null;
}

/** How many blocks are inflated ahead of the current one. */
const ahead = 4;

/**
 * The observations of a log in batches of one block, which is the fast way. Unchanged parts are shared: an unchanged region has
 * the same `spans` array.
 * @throws ObservationLogError where a block is damaged, truncated or of a newer format, after everything before it was returned
 */
export async function* decodeLog(
  log: Uint8Array,
  span: LogSpan = {},
  { isWanted, inflate = inflateByStream }: LogReading = {},
): AsyncGenerator<LogBatch, void> {
  const blocks = blocksOf(log, span);
  const waiting: Promise<Inflated>[] = [];
  for (;;) {
    while (waiting.length <= ahead) {
      const next = blocks.next();
      if (next.done) break;
      waiting.push(inflated(next.value, inflate));
    }
    const first = await waiting.shift();
    if (first === undefined) return;
    if (!first.ok) throw new ObservationLogError(first.fault);
    const observations = within(observationsOf(first, isWanted), span);
    if (observations.length > 0) yield { observations, watched: first.head.watched ?? null };
  }
}

/** The same, without the watched areas. */
export async function* decodeBatches(
  log: Uint8Array,
  span: LogSpan = {},
  reading: LogReading = {},
): AsyncGenerator<Observation[], void> {
  for await (const { observations } of decodeLog(log, span, reading)) yield observations;
}

/** The same, one observation at a time. */
export async function* decodeBlocks(
  log: Uint8Array,
  span: LogSpan = {},
  reading: LogReading = {},
): AsyncGenerator<Observation, void> {
  for await (const batch of decodeBatches(log, span, reading)) yield* batch;
}

type FoundBlock = { readonly offset: number } & BlockCheck;
/** A block that is decoded when its turn comes, to limit memory. */
interface Ready {
  readonly ok: true;
  readonly offset: number;
  readonly head: BlockHead;
  readonly body: Uint8Array;
}
type Inflated = Ready | { readonly ok: false; readonly fault: LogFault };

/** The blocks that overlap the span; ends with the first faulty one. */
function* blocksOf(log: Uint8Array, span: LogSpan): Generator<FoundBlock> {
  const check = createBlockCheck();
  for (let offset = 0; offset < log.length;) {
    const found = check(log, offset);
    if (!found.ok || isTouched(found.head, span)) yield { offset, ...found };
    if (!found.ok) return;
    offset += found.bytes.length;
  }
}

async function inflated(block: FoundBlock, inflate: Inflate): Promise<Inflated> {
  if (!block.ok) return block;
  const { offset, head } = block;
  try {
    return { ok: true, offset, head, body: await bodyOf(block.bytes, head, inflate) };
  } catch (error) {
    return { ok: false, fault: damaged(offset, error) };
  }
}

/** @throws ObservationLogError when the block is faulty */
function observationsOf(
  { offset, head, body }: Ready,
  isWanted: IsWanted | undefined,
): Observation[] {
  try {
    return readBody(body, { cameraId: head.cameraId, count: head.count, isWanted });
  } catch (error) {
    throw new ObservationLogError(damaged(offset, error));
  }
}

function damaged(offset: number, error: unknown): LogFault {
  return logFault('damaged', offset, error instanceof Error ? error.message : String(error));
}

export function isTouched(head: { from: number; to: number }, span: LogSpan): boolean {
  return head.to >= (span.from ?? -Infinity) && head.from < (span.to ?? Infinity);
}

function within(observations: Observation[], span: LogSpan): Observation[] {
  const from = span.from ?? -Infinity;
  const to = span.to ?? Infinity;
  const first = observations[0];
  const last = observations.at(-1);
  if (first && last && first.capturedAt >= from && last.capturedAt < to) return observations;
  return observations.filter(({ capturedAt }) => capturedAt >= from && capturedAt < to);
}
