// The head of a log block: camera, time span, number of observations, length. It is read without the body, so that searching a
// log and checking a block are cheap. The layout is in docs/reference/observation-log.md.
import { z } from 'zod';
import { boxSchema, describeFaults, faultsOf } from '../contracts/index.ts';
import { joined } from './joined.ts';
import { logFault, type LogFault, type LogFaultReason } from './log-fault.ts';

/** Version 2 adds second opinions. A block without any is written in version 1, so that older readers can read it. */
export const formatVersions = [1, 2] as const;
export type FormatVersion = (typeof formatVersions)[number];
/** Magic, version, a zero byte, length of the head, checksum; then the head. */
export const prefixBytes = 12;
/** `FWOL` */
const magic = 0x46574f4c;
const at = { version: 4, headLength: 6, checksum: 8 } as const;
/** Maximum number of watched areas. */
export const maxWatched = 100;
/** Maximum size of a body, stored or inflated. A block of five minutes has about 10 kB. */
const maxBodyBytes = 64 * 1024 * 1024;

const epochMs = z.number().int().nonnegative();
const length = z.number().int().nonnegative().max(maxBodyBytes);

export const blockHeadSchema = z.strictObject({
  cameraId: z.string().min(1),
  /** `capturedAt` of the first and of the last observation, epoch ms. */
  from: epochMs,
  to: epochMs,
  /** The number of observations. */
  count: z.number().int().positive().max(1_000_000),
  /** The areas that the detector was given; absent when unknown. Static regions always cover the whole picture. */
  watched: z.array(boxSchema).max(maxWatched).optional(),
  body: z.enum(['stored', 'deflate-raw']),
  /** Length of the body as stored, and inflated. */
  bytes: length,
  inflatedBytes: length,
});
export type BlockHead = z.infer<typeof blockHeadSchema>;

export interface FoundHead {
  readonly ok: true;
  readonly head: BlockHead;
  /** Start of the body and end of the block, bytes from the start of the block. */
  readonly bodyAt: number;
  readonly blockBytes: number;
}
export type HeadResult = FoundHead | { readonly ok: false; readonly fault: LogFault };

/** A block without its body; the checksum is 0 until it is sealed. */
export function writeHead(head: BlockHead, version: FormatVersion): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const prefix = new Uint8Array(prefixBytes);
  const view = new DataView(prefix.buffer);
  view.setUint32(0, magic);
  view.setUint8(at.version, version);
  view.setUint16(at.headLength, text.length);
  return joined([prefix, text]);
}

/** Parses the head of the block at `offset`; the body need not be there. */
export function readBlockHead(bytes: Uint8Array, offset = 0): HeadResult {
  const refuse = (reason: LogFaultReason, detail: string): HeadResult => ({
    ok: false,
    fault: logFault(reason, offset, detail),
  });
  const view = viewOf(bytes.subarray(offset));
  if (!beginsLikeBlock(view))
    return refuse('no-block', 'expected FWOL, which every block begins with');
  if (view.byteLength < prefixBytes) return refuse('cut-off', 'its head is not all there');
  const version = view.getUint8(at.version);
  if (!formatVersions.some((known) => known === version))
    return refuse(
      'unknown-version',
      `expected format ${formatVersions.join(' or ')}, got ${version}`,
    );
  const bodyAt = prefixBytes + view.getUint16(at.headLength);
  if (view.byteLength < bodyAt) return refuse('cut-off', 'its head is not all there');
  const head = parseHead(bytes.subarray(offset + prefixBytes, offset + bodyAt));
  return typeof head === 'string'
    ? refuse('damaged', head)
    : { ok: true, head, bodyAt, blockBytes: bodyAt + head.bytes };
}

export function readChecksum(block: Uint8Array): number {
  return viewOf(block).getUint32(at.checksum);
}

export function seal(block: Uint8Array, checksum: number): void {
  viewOf(block).setUint32(at.checksum, checksum);
}

/** The parts of a block under its checksum: everything but the checksum. */
export function checkedParts(block: Uint8Array): [Uint8Array, Uint8Array] {
  return [block.subarray(0, at.checksum), block.subarray(prefixBytes)];
}

/** Also true when the bytes end within the magic. */
function beginsLikeBlock(view: DataView): boolean {
  if (view.byteLength >= 4) return view.getUint32(0) === magic;
  for (let index = 0; index < view.byteLength; index++)
    if (view.getUint8(index) !== ((magic >>> (24 - 8 * index)) & 255)) return false;
  return true;
}

/** The head, or its fault. */
function parseHead(text: Uint8Array): BlockHead | string {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    const parsed = blockHeadSchema.safeParse(value, { reportInput: true });
    return parsed.success ? parsed.data : `its head: ${describeFaults(faultsOf(parsed.error))}`;
  } catch {
    return 'its head cannot be read';
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
