// Blocks of the observation log: a few minutes of one camera each and self-contained, so that they can be concatenated, sent and
// read in any batches. Encodes observations to bytes, and decodes them, quantised.
import type { Box, Observation } from '../contracts/index.ts';
import {
  checkedParts,
  maxWatched,
  readBlockHead,
  readChecksum,
  seal,
  writeHead,
  type BlockHead,
  type FormatVersion,
  type FoundHead,
} from './block-head.ts';
import { readBody, writeBody } from './body-code.ts';
import { deflate, inflateByStream, type Inflate } from './compress.ts';
import { createCrc32, type Checksum } from './crc32.ts';
import { joined } from './joined.ts';
import { logFault, type LogFault } from './log-fault.ts';
import { outwards, quantiseObservation } from './quantise.ts';

export interface BlockOptions {
  /** The areas that the detector was given; null or absent when unknown. */
  readonly watched?: readonly Box[] | null;
}

/** @throws RangeError when there are none, or they belong to several cameras */
export async function encodeBlock(
  observations: readonly Observation[],
  options: BlockOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const body = writeBody(observations.map(quantiseObservation));
  const deflated = await deflate(body);
  const form = { body: 'deflate-raw', inflatedBytes: body.length } as const;
  const head = { ...headOf(observations, options), ...form, bytes: deflated.length };
  return sealed(head, deflated, versionFor(observations));
}

/** The same synchronously and without compression: for the draft, which is written observation by observation. */
export function encodeStoredBlock(
  observations: readonly Observation[],
  options: BlockOptions = {},
): Uint8Array<ArrayBuffer> {
  const body = writeBody(observations.map(quantiseObservation));
  const form = { body: 'stored', inflatedBytes: body.length } as const;
  const head = { ...headOf(observations, options), ...form, bytes: body.length };
  return sealed(head, body, versionFor(observations));
}

export type BlockCheck =
  | { readonly ok: true; readonly head: BlockHead; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: LogFault };
export type CheckBlock = (bytes: Uint8Array, offset?: number) => BlockCheck;

/** Creates the check of a block against its checksum, without decoding its body. */
export function createBlockCheck(checksum: Checksum = createCrc32()): CheckBlock {
  return (bytes, offset = 0) => {
    const found = readBlockHead(bytes, offset);
    if (!found.ok) return found;
    const block = bytes.subarray(offset, offset + found.blockBytes);
    if (block.length < found.blockBytes) return { ok: false, fault: cutOff(found, block, offset) };
    if (checksum(...checkedParts(block)) !== readChecksum(block))
      return { ok: false, fault: logFault('damaged', offset, 'its checksum does not fit') };
    return { ok: true, head: found.head, bytes: block };
  };
}

/** @throws Error when the body does not match the head; impossible for a block with a correct checksum */
export async function decodeBlock(block: Uint8Array, head: BlockHead): Promise<Observation[]> {
  return readBody(await bodyOf(block, head), head);
}

/** The body of a block from `readBody`. @throws Error as `decodeBlock` */
export async function bodyOf(
  block: Uint8Array,
  head: BlockHead,
  inflate: Inflate = inflateByStream,
): Promise<Uint8Array> {
  const body = block.subarray(block.length - head.bytes);
  return head.body === 'stored' ? body : inflate(body, head.inflatedBytes);
}

function versionFor(observations: readonly Observation[]): FormatVersion {
  return observations.some(({ opinions }) => opinions) ? 2 : 1;
}

function headOf(
  observations: readonly Observation[],
  { watched }: BlockOptions,
): Pick<BlockHead, 'cameraId' | 'from' | 'to' | 'count' | 'watched'> {
  const [first, last] = [observations[0], observations.at(-1)];
  if (!first || !last) throw new RangeError('expected observations, got none');
  const stray = observations.find(({ cameraId }) => cameraId !== first.cameraId);
  if (stray)
    throw new RangeError(`expected observations of ${first.cameraId}, got ${stray.cameraId}`);
  return {
    ...{ cameraId: first.cameraId, from: first.capturedAt, to: last.capturedAt },
    count: observations.length,
    ...watchedOf(watched ?? null),
  };
}

/** More areas than a head can hold are treated as unknown. */
function watchedOf(watched: readonly Box[] | null): Pick<BlockHead, 'watched'> {
  if (watched === null || watched.length > maxWatched) return {};
  return { watched: watched.map(outwards) };
}

function sealed(
  head: BlockHead,
  body: Uint8Array,
  version: FormatVersion,
): Uint8Array<ArrayBuffer> {
  const block = joined([writeHead(head, version), body]);
  seal(block, createCrc32()(...checkedParts(block)));
  return block;
}

function cutOff({ blockBytes }: FoundHead, block: Uint8Array, offset: number): LogFault {
  return logFault('cut-off', offset, `expected ${blockBytes} bytes, got ${block.length}`);
}
