// Reads the boxes of an MP4 file or of another box. Takes a reader of bytes by offset, so that a large file need not be in memory;
// returns the boxes, or throws an `Mp4Error` at the first one that does not fit into its parent.
import type { ClipFault } from '../../contracts/index.ts';

/** Returns the requested bytes; fewer only at the end of the file. */
export interface ByteSource {
  size: number;
  read: (at: number, length: number) => Promise<Uint8Array>;
}

export interface Mp4Box {
  type: string;
  /** Offset of its header in the file. */
  at: number;
  /** Offset of its content. */
  from: number;
  /** Offset of its end. */
  to: number;
}

/** A file that cannot be read as MP4. */
export class Mp4Error extends Error {
  readonly fault: ClipFault;

  constructor(fault: ClipFault) {
    super(`${fault.where}: expected ${fault.expected}, got ${fault.came}`);
    this.fault = fault;
  }
}

export interface Within {
  from: number;
  to: number;
  /** Path of the parent boxes, for messages. */
  where: string;
}

const maxBoxes = 10_000;

export async function boxesIn(source: ByteSource, within: Within): Promise<Mp4Box[]> {
  const boxes: Mp4Box[] = [];
  let at = within.from;
  while (at < within.to) {
    const box = await boxAt(source, at, within);
    boxes.push(box);
    at = box.to;
    if (boxes.length > maxBoxes)
      throw new Mp4Error(faultAt(at, within, `at most ${maxBoxes} boxes`, 'more'));
  }
  return boxes;
}

async function boxAt(source: ByteSource, at: number, within: Within): Promise<Mp4Box> {
  const left = within.to - at;
  if (left < 8) throw new Mp4Error(faultAt(at, within, 'a box header of 8 bytes', `${left} bytes`));
  const head = viewOf(await source.read(at, Math.min(16, left)));
  const type = typeOf(head);
  if (type === null)
    throw new Mp4Error(faultAt(at + 4, within, 'the name of a box', hexOfName(head)));
  const written = head.getUint32(0);
  const isLarge = written === 1;
  if (isLarge && left < 16)
    throw new Mp4Error(faultAt(at, within, `16 bytes for the header of ${type}`, `${left} bytes`));
  // Size 0: the last box of a file extends to the end of the file.
  const isOpen = written === 0 && within.to === source.size;
  const size = isLarge ? Number(head.getBigUint64(8)) : isOpen ? left : written;
  const least = isLarge ? 16 : 8;
  if (size < least || size > left)
    throw new Mp4Error(
      faultAt(at, within, `${type} of ${least} to ${left} bytes`, `one that says ${size}`),
    );
  return { type, at, from: at + least, to: at + size };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function codesOf(head: DataView): number[] {
  return [4, 5, 6, 7].map((offset) => head.getUint8(offset));
}

/** A box's type: four printable characters, the first may be Apple's ©. Null for other bytes. */
function typeOf(head: DataView): string | null {
  const codes = codesOf(head);
  const isName = codes.every((code) => (code >= 0x20 && code < 0x7f) || code === 0xa9);
  return isName ? String.fromCharCode(...codes) : null;
}

function hexOfName(head: DataView): string {
  const hex = codesOf(head).map((code) => code.toString(16).padStart(2, '0'));
  return `bytes ${hex.join(' ')}`;
}

function faultAt(byte: number, { where }: Within, expected: string, came: string): ClipFault {
  return { byte, where, expected, came };
}
