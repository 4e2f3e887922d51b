// Codes a region's spans as changes of its previous spans: unchanged rows cost nothing, a row whose ends move costs two small
// numbers. Takes and returns lists of spans; unchanged rows are the same objects after decoding.
import type { StaticRegion } from '../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

type Spans = StaticRegion['spans'];
type Span = Spans[number];

/** What follows a run of unchanged spans. Part of the format. */
const change = { move: 0, drop: 1, insert: 2 } as const;
const changes = 3;
const none: Span = [0, 0, -1];

/** The number of spans, then runs of unchanged spans, each with the following change, until all are coded. */
export function writeSpans(writer: ByteWriter, before: Spans, now: Spans): void {
  writer.unsigned(now.length);
  let old = 0;
  for (let index = 0; index < now.length;) {
    const stay = stayingFrom(before, old, now, index);
    old += stay;
    index += stay;
    const was = before[old];
    const is = now[index];
    if (is === undefined) {
      writer.unsigned(stay * changes);
    } else if (was !== undefined && was[0] < is[0]) {
      writer.unsigned(stay * changes + change.drop);
      old++;
    } else {
      const isMove = was?.[0] === is[0];
      writer.unsigned(stay * changes + (isMove ? change.move : change.insert));
      if (isMove) writeMove(writer, was, is);
      else writeInsert(writer, now[index - 1] ?? none, is);
      if (isMove) old++;
      index++;
    }
  }
}

/** Throws a RangeError when the bytes do not fit the previous spans. */
export function readSpans(reader: ByteReader, before: Spans): Spans {
  const count = reader.unsigned();
  const now: Spans = [];
  let old = 0;
  while (now.length < count) {
    const code = reader.unsigned();
    const stay = Math.floor(code / changes);
    for (let index = 0; index < stay; index++) now.push(existing(before, old++));
    if (now.length >= count) break;
    const kind = code % changes;
    if (kind === change.drop) old++;
    else if (kind === change.move) now.push(readMove(reader, existing(before, old++)));
    else now.push(readInsert(reader, now.at(-1) ?? none));
  }
  return now;
}

function stayingFrom(before: Spans, old: number, now: Spans, index: number): number {
  let stay = 0;
  for (;;) {
    const was = before[old + stay];
    const is = now[index + stay];
    if (!was || !is || was[0] !== is[0] || was[1] !== is[1] || was[2] !== is[2]) return stay;
    stay++;
  }
}

function writeMove(writer: ByteWriter, was: Span, is: Span): void {
  writer.signed(is[1] - was[1]);
  writer.signed(is[2] - was[2]);
}

function readMove(reader: ByteReader, was: Span): Span {
  return [was[0], was[1] + reader.signed(), was[2] + reader.signed()];
}

/** Relative to the span above it. */
function writeInsert(writer: ByteWriter, above: Span, is: Span): void {
  writer.signed(is[0] - above[0]);
  writer.signed(is[1] - above[1]);
  writer.signed(is[2] - is[1]);
}

function readInsert(reader: ByteReader, above: Span): Span {
  const row = above[0] + reader.signed();
  const first = above[1] + reader.signed();
  return [row, first, first + reader.signed()];
}

function existing(spans: Spans, index: number): Span {
  const span = spans[index];
  if (span === undefined) throw new RangeError(`a span that was not there before: ${index}`);
  return span;
}
