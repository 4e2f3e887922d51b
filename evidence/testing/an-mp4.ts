// A small MP4 file for tests: the necessary boxes, and pictures of chosen bytes and durations that no decoder could decode.
import { utf8 } from '../bytes.ts';
import type { ByteSource } from '../mp4/mp4-boxes.ts';

export interface Mp4Parts {
  /** The pictures, concatenated. */
  media?: Uint8Array;
  /** One for each picture. */
  durationsMs?: readonly number[];
  /** Kind of the track: `vide`, `soun`. */
  handler?: string;
}

export function anMp4File(parts: Mp4Parts = {}): Uint8Array {
  const { media = new Uint8Array(4000).fill(7), durationsMs = [40, 40, 40, 40] } = parts;
  const ftyp = box('ftyp', utf8('isom'), words(512), utf8('isom'));
  const at = ftyp.length + moovOf(parts, durationsMs, media.length, 0).length + 8;
  return joined(ftyp, moovOf(parts, durationsMs, media.length, at), box('mdat', media));
}

function moovOf(
  { handler = 'vide' }: Mp4Parts,
  durationsMs: readonly number[],
  bytes: number,
  mediaAt: number,
): Uint8Array {
  const count = durationsMs.length;
  const sizes = durationsMs.map((_, index) =>
    index === count - 1
      ? bytes - (count - 1) * Math.floor(bytes / count)
      : Math.floor(bytes / count),
  );
  const chunks = count === 0 ? [0] : [1, mediaAt];
  const runs = count === 0 ? [0] : [1, 1, count, 1];
  const stbl = box(
    'stbl',
    box('stts', words(0, count, ...durationsMs.flatMap((duration) => [1, duration]))),
    box('stsc', words(0, ...runs)),
    box('stsz', words(0, 0, count, ...sizes)),
    box('stco', words(0, ...chunks)),
  );
  const mdhd = box('mdhd', words(0, 0, 0, 1000, 0, 0));
  const hdlr = box('hdlr', words(0, 0), utf8(handler), words(0, 0, 0, 0));
  return box('moov', box('trak', box('mdia', mdhd, hdlr, box('minf', stbl))));
}

export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inside = joined(...content);
  return joined(words(inside.length + 8), utf8(type), inside);
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  const read = (at: number, length: number) => Promise.resolve(bytes.slice(at, at + length));
  return { size: bytes.length, read };
}
