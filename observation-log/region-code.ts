// Codes one static region as changes of its previous value. Unchanged parts are the same objects after decoding, above all the
// spans, so callers may cache by them.
import type { Observation, StaticRegion } from '../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { LaneReaders, LaneWriters } from './lanes.ts';
import { areaOfSpans, areaSteps, boxOfSpans } from './quantise.ts';
import {
  isSameBox,
  readBox,
  readShare,
  readSteps,
  writeBox,
  writeShare,
  writeSteps,
} from './share-code.ts';
import { readSpans, writeSpans } from './spans-code.ts';
import type { WordReader, WordWriter } from './words.ts';

/**
 * Flags for the fields that follow. Box and area are the previous ones, or those of the spans when the spans or the grid changed
 * or `anew` is set; they follow only if that is wrong. Part of the format.
 */
const bit = { spans: 1, anew: 2, box: 4, area: 8, since: 16, contrast: 32, seenAs: 64 } as const;

interface Where {
  readonly capturedAt: number;
  readonly grid: Observation['grid'];
  /** Whether the grid is that of the previous observation. */
  readonly isSameGrid: boolean;
}
export interface RegionWriting extends Where {
  readonly lanes: LaneWriters;
  readonly words: WordWriter;
}
export interface RegionReading extends Where {
  readonly lanes: LaneReaders;
  readonly words: WordReader;
}
type Extent = Pick<StaticRegion, 'spans' | 'box' | 'area'>;

export function writeRegion(
  to: RegionWriting,
  former: StaticRegion | null,
  is: StaticRegion,
): void {
  const { lanes, words } = to;
  const was = former ?? newRegion(is.id, to.capturedAt);
  const [extent, flags] = changesOf(to, was, is);
  lanes.regions.unsigned(flags);
  if (!former) words.id(is.id);
  if (flags & bit.spans) writeSpans(lanes.spans, was.spans, is.spans);
  if (flags & bit.box) writeBox(lanes.regions, extent.box, is.box);
  if (flags & bit.area) writeSteps(lanes.regions, areaSteps, 0, is.area);
  if (flags & bit.since) lanes.regions.signed(is.since - was.since);
  if (flags & bit.contrast) writeShare(lanes.shares, was.contrast, is.contrast);
  if (flags & bit.seenAs) writeNames(to, is.seenAs);
}

export function readRegion(from: RegionReading, former: StaticRegion | null): StaticRegion {
  const { lanes, words } = from;
  const flags = lanes.regions.unsigned();
  const was = former ?? newRegion(words.id(), from.capturedAt);
  const spans = flags & bit.spans ? readSpans(lanes.spans, was.spans) : was.spans;
  const keeps = from.isSameGrid && !(flags & (bit.spans | bit.anew));
  const extent = keeps ? was : extentOfSpans(spans, from.grid);
  const box = flags & bit.box ? readBox(lanes.regions, extent.box) : extent.box;
  const area = flags & bit.area ? readSteps(lanes.regions, areaSteps, 0) : extent.area;
  const since = flags & bit.since ? was.since + lanes.regions.signed() : was.since;
  const contrast = flags & bit.contrast ? readShare(lanes.shares, was.contrast) : was.contrast;
  const seenAs = flags & bit.seenAs ? readNames(lanes.shares, words) : was.seenAs;
  if (former && flags === 0 && extent === was) return former;
  return { id: was.id, box, area, spans, since, contrast, seenAs };
}

/** The parts that can be derived, and flags for the others. */
function changesOf(to: Where, was: StaticRegion, is: StaticRegion): [Extent, number] {
  const sameSpans = isSameSpans(was.spans, is.spans);
  const sameExtent = isSameBox(was.box, is.box) && was.area === is.area;
  const keeps = sameSpans && to.isSameGrid;
  const extent = keeps && sameExtent ? was : extentOfSpans(is.spans, to.grid);
  const flags =
    (sameSpans ? 0 : bit.spans) |
    (keeps && !sameExtent ? bit.anew : 0) |
    (isSameBox(extent.box, is.box) ? 0 : bit.box) |
    (extent.area === is.area ? 0 : bit.area) |
    (was.since === is.since ? 0 : bit.since) |
    (was.contrast === is.contrast ? 0 : bit.contrast) |
    (isSameNames(was.seenAs, is.seenAs) ? 0 : bit.seenAs);
  return [extent, flags];
}

function extentOfSpans(spans: Extent['spans'], grid: Observation['grid']): Extent {
  return { spans, box: boxOfSpans(spans, grid) ?? nowhere, area: areaOfSpans(spans, grid) };
}

function writeNames({ lanes, words }: RegionWriting, names: StaticRegion['seenAs']): void {
  lanes.shares.unsigned(names.length);
  for (const { thing, label, confidence } of names) {
    words.word(thing);
    words.word(label);
    writeShare(lanes.shares, 0, confidence);
  }
}

function readNames(lane: ByteReader, words: WordReader): StaticRegion['seenAs'] {
  const names: StaticRegion['seenAs'] = [];
  for (let count = lane.unsigned(); count > 0; count--)
    names.push({ thing: words.thing(), label: words.word(), confidence: readShare(lane, 0) });
  return names;
}

function isSameSpans(a: StaticRegion['spans'], b: StaticRegion['spans']): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(([row, first, last], index) => {
      const other = b[index];
      return other?.[0] === row && other[1] === first && other[2] === last;
    })
  );
}

function isSameNames(a: StaticRegion['seenAs'], b: StaticRegion['seenAs']): boolean {
  return (
    a.length === b.length &&
    a.every(({ thing, label, confidence }, index) => {
      const other = b[index];
      return other?.thing === thing && other.label === label && other.confidence === confidence;
    })
  );
}

const nowhere = { x: 0, y: 0, width: 0, height: 0 };

/** The base for the fields of a new region. */
function newRegion(id: string, capturedAt: number): StaticRegion {
  return { id, box: nowhere, area: 0, spans: [], since: capturedAt, contrast: 0, seenAs: [] };
}
