// Writes and reads zip files in their simplest form: not compressed, no comments, no gaps. Writing takes names and bytes and returns
// chunks; reading returns the entries, or why the file is refused. A file that could hide something is refused.
import { concat, textOf, utf8 } from './bytes.ts';

export interface ZipPart {
  name: string;
  bytes: Uint8Array;
}

const localSign = 0x04034b50;
const centralSign = 0x02014b50;
const endSign = 0x06054b50;
/** Names are UTF-8. */
const utf8Flag = 0x0800;
/** 1980-01-01, the earliest date in a zip file, for all entries: the real time is in the manifest. */
const firstDay = 0x0021;
const mostBytes = 0xffff_ffff;
const maxEntries = 60_000;

/** @throws above 4 GB or 60,000 files, which need the Zip64 form */
export async function* writeZip(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const central: Uint8Array[] = [];
  let offset = 0;
  for await (const { name, bytes } of parts) {
    const fields = fieldsOf(name, bytes);
    const local = concat(record([localSign, 4], [20, 2]), fields, utf8(name));
    central.push(centralOf(fields, name, offset));
    yield local;
    yield bytes;
    offset += local.length + bytes.length;
    if (offset > mostBytes || central.length > maxEntries)
      throw new Error('the bundle is too large for one zip file');
  }
  const directory = concat(...central);
  yield directory;
  const count = central.length;
  const ends = record([endSign, 4], [0, 2], [0, 2], [count, 2], [count, 2]);
  yield concat(ends, record([directory.length, 4], [offset, 4], [0, 2]));
}

/** The fields that the local and the central header share. */
function fieldsOf(name: string, bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const how = record([utf8Flag, 2], [0, 2], [0, 2], [firstDay, 2], [crc32(bytes), 4]);
  return concat(how, record([length, 4], [length, 4], [utf8(name).length, 2], [0, 2]));
}

function centralOf(fields: Uint8Array, name: string, offset: number): Uint8Array {
  const start = record([centralSign, 4], [20, 2], [20, 2]);
  return concat(start, fields, record([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), utf8(name));
}

export type ZipFault =
  'no-zip' | 'cut-off' | 'not-plain' | 'bad-name' | 'duplicate-name' | 'damaged' | 'data-between';

export type ZipRead =
  | { ok: true; files: Map<string, Uint8Array> }
  | { ok: false; fault: ZipFault; name: string | null };

/** Every byte of the file must belong to an entry or header, so that nothing can be hidden from a reader. */
export function readZip(zip: Uint8Array): ZipRead {
  const end = zip.length - 22;
  if (end < 0 || number(zip, end, 4) !== endSign)
    return refuse(isCutOff(zip) ? 'cut-off' : 'no-zip');
  const count = number(zip, end + 10, 2);
  const files = new Map<string, Uint8Array>();
  let at = number(zip, end + 16, 4);
  let next = 0;
  if (at + number(zip, end + 12, 4) !== end) return refuse('no-zip');
  const directory = at;
  for (let entry = 0; entry < count; entry += 1) {
    const read = readEntry(zip, at, next);
    if (!read.ok) return read;
    const { name, bytes } = read;
    if (files.has(name)) return refuse('duplicate-name', name);
    files.set(name, bytes);
    at += 46 + utf8(name).length;
    next = read.end;
  }
  if (next !== directory || at !== end) return refuse('data-between');
  const tail = concat(record([endSign, 4], [0, 2], [0, 2], [count, 2], [count, 2]));
  return tail.every((byte, index) => zip[end + index] === byte) && number(zip, end + 20, 2) === 0
    ? { ok: true, files }
    : refuse('not-plain');
}

/** It begins as a zip file, and has no end anywhere. */
function isCutOff(zip: Uint8Array): boolean {
  if (number(zip, 0, 4) !== localSign) return false;
  for (let at = Math.max(0, zip.length - 65_557); at <= zip.length - 4; at += 1)
    if (number(zip, at, 4) === endSign) return false;
  return true;
}

type EntryRead =
  | { ok: true; name: string; bytes: Uint8Array; end: number }
  | { ok: false; fault: ZipFault; name: string | null };

/** @param at offset of its central header @param offset where its local header must begin */
function readEntry(zip: Uint8Array, at: number, offset: number): EntryRead {
  if (number(zip, at, 4) !== centralSign) return refuse('damaged');
  const nameBytes = zip.slice(at + 46, at + 46 + number(zip, at + 28, 2));
  const name = textOf(nameBytes);
  if (name === null || !isPlainName(name)) return refuse('bad-name', name);
  const start = offset + 30 + nameBytes.length;
  const bytes = zip.slice(start, start + number(zip, at + 24, 4));
  const fields = fieldsOf(name, bytes);
  const local = concat(record([localSign, 4], [20, 2]), fields, nameBytes);
  if (!isAt(zip, at, centralOf(fields, name, offset)) || !isAt(zip, offset, local))
    return refuse(number(zip, at + 10, 2) === 0 ? 'damaged' : 'not-plain', name);
  return { ok: true, name, bytes, end: start + bytes.length };
}

/** Relative, without `..`, and valid on every system. */
export function isPlainName(name: string): boolean {
  const parts = name.split('/');
  return (
    name.length <= 200 &&
    parts.every((part) => /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(part) && !part.endsWith('.'))
  );
}

function isAt(zip: Uint8Array, at: number, bytes: Uint8Array): boolean {
  return bytes.every((byte, index) => zip[at + index] === byte);
}

function refuse(fault: ZipFault, name: string | null = null) {
  return { ok: false, fault, name } as const;
}

/** Little-endian numbers. */
function record(...fields: readonly [value: number, bytes: number][]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256),
    ),
  );
}

function number(zip: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let byte = bytes - 1; byte >= 0; byte -= 1) value = value * 256 + (zip[at + byte] ?? 0);
  return value;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
