// Splits one coded picture into RTP payloads. Pure. H.264 by RFC 6184 (single units and FU-A), H.265 by RFC 7798 (single units
// and FU), JPEG by RFC 2435 (with its own tables).
import type { FilmCodec, FilmUnit } from './film.ts';
import { nalUnits, parameterSetOf } from './nal-units.ts';

const mostBytes = 1300;

/** @param withSets whether to send parameter sets too */
export function payloadsOf(codec: FilmCodec, unit: FilmUnit, withSets: boolean): Buffer[] {
  if (codec === 'mjpeg') return jpegPayloads(unit.data);
  const units = nalUnits(unit.data).filter(
    (one) => withSets || parameterSetOf(codec, one) === null,
  );
  return units.flatMap((one) => (codec === 'h264' ? h264Payloads(one) : h265Payloads(one)));
}

function h264Payloads(unit: Buffer): Buffer[] {
  if (unit.length <= mostBytes) return [unit];
  const [first = 0] = unit;
  return parts(unit.subarray(1)).map(({ part, isFirst, isLast }) =>
    Buffer.concat([
      Buffer.of((first & 0xe0) | 28, (first & 31) | fragmentFlags(isFirst, isLast)),
      part,
    ]),
  );
}

function h265Payloads(unit: Buffer): Buffer[] {
  if (unit.length <= mostBytes) return [unit];
  const [first = 0, second = 0] = unit;
  const type = (first >> 1) & 63;
  return parts(unit.subarray(2)).map(({ part, isFirst, isLast }) =>
    Buffer.concat([
      Buffer.of((first & 0x81) | (49 << 1), second, type | fragmentFlags(isFirst, isLast)),
      part,
    ]),
  );
}

function fragmentFlags(isFirst: boolean, isLast: boolean): number {
  return (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0);
}

function parts(data: Buffer): { part: Buffer; at: number; isFirst: boolean; isLast: boolean }[] {
  return Array.from({ length: Math.ceil(data.length / mostBytes) }, (_, index) => {
    const at = index * mostBytes;
    const end = Math.min(data.length, at + mostBytes);
    return { part: data.subarray(at, end), at, isFirst: at === 0, isLast: end === data.length };
  });
}

function jpegPayloads(data: Buffer): Buffer[] {
  const { width, height, tables, scan } = readJpeg(data);
  const tableHead = Buffer.alloc(4);
  tableHead.writeUInt16BE(tables.length, 2);
  return parts(scan).map(({ part, at, isFirst }) => {
    const head = Buffer.alloc(8);
    head.writeUIntBE(at, 1, 3);
    // Type 1: 4:2:0. Quality 255: the tables come with the picture.
    head.set([1, 255, width / 8, height / 8], 4);
    return Buffer.concat(isFirst ? [head, tableHead, tables, part] : [head, part]);
  });
}

interface Jpeg {
  width: number;
  height: number;
  /** The tables for luma and for chroma, 64 bytes each. */
  tables: Buffer;
  scan: Buffer;
}

function readJpeg(data: Buffer): Jpeg {
  const tables: Buffer[] = [];
  let size = { width: 0, height: 0 };
  for (let at = 2; at + 4 <= data.length;) {
    const marker = data[at + 1];
    const length = data.readUInt16BE(at + 2);
    const body = data.subarray(at + 4, at + 2 + length);
    if (marker === 0xdb)
      for (let from = 1; from < body.length; from += 65)
        tables.push(body.subarray(from, from + 64));
    if (marker === 0xc0) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    at += 2 + length;
    if (marker !== 0xda) continue;
    const [bright = Buffer.alloc(64), colour = bright] = tables;
    return { ...size, tables: Buffer.concat([bright, colour]), scan: data.subarray(at, -2) };
  }
  throw new Error('a JPEG without a scan');
}
