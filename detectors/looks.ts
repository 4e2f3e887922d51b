// A closer look: what does the detector call a static region when it fills the view? Asked when a region is new and now
// and then while it stays; the answers are kept by region.
import type { Box, StaticRegion } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import type { Detector } from './detector.ts';
import type { Picture } from './frame.ts';
import { intersection, area, containment } from './tracking/overlap.ts';
import { clip } from './views/choose-views.ts';

type SeenAs = StaticRegion['seenAs'];

export interface CloserLooks {
  /** @returns what the region was called so far, best first; looks again when it is time to */
  at(region: { id: string; box: Box }, picture: Picture, time: number): Promise<SeenAs>;
  /** Forgets regions that are gone. */
  keep(ids: ReadonlySet<string>): void;
}

const againMs = 8000;
const mostLooks = 5;
/** The view is this many times the region's size, and no smaller than this share of the picture. */
const surround = 1.8;
const leastSide = 0.08;

interface LookRecord {
  seenAs: SeenAs;
  looks: number;
  at: number;
}

export function createCloserLooks(detector: Detector): CloserLooks {
  const records = new Map<string, LookRecord>();
  const at = async (
    region: { id: string; box: Box },
    picture: Picture,
    time: number,
  ): Promise<SeenAs> => {
    const record = records.get(region.id) ?? { seenAs: [], looks: 0, at: -Infinity };
    if (record.looks >= mostLooks || time - record.at < againMs) return record.seenAs;
    const detections = await detector.detect(picture, viewAround(region.box));
    const seenAs = merge(record, namesOf(region.box, detections));
    records.set(region.id, { seenAs, looks: record.looks + 1, at: time });
    return seenAs;
  };
  const keep = (ids: ReadonlySet<string>): void => {
    for (const id of records.keys()) if (!ids.has(id)) records.delete(id);
  };
  return { at, keep };
}

export function viewAround(box: Box): Box {
  const width = Math.max(leastSide, box.width * surround);
  const height = Math.max(leastSide, box.height * surround);
  return clip({
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  });
}

/** Detections that are the region: they cover most of it and it covers most of them. */
function namesOf(region: Box, detections: readonly Detection[]): SeenAs {
  return detections
    .filter(
      ({ box }) => containment(box, region) > 0.6 && intersection(region, box) > 0.4 * area(region),
    )
    .map(({ thing, label, confidence }) => ({ thing, label, confidence }));
}

/** Mean confidence over all looks, one entry a label, best first. */
function merge({ seenAs, looks }: LookRecord, names: SeenAs): SeenAs {
  const labels = new Set([...seenAs, ...names].map(({ label }) => label));
  return [...labels]
    .map((label) => {
      const [before, now] = [seenAs, names].map((list) => list.find((one) => one.label === label));
      const confidence = ((before?.confidence ?? 0) * looks + (now?.confidence ?? 0)) / (looks + 1);
      return { thing: (now ?? before)?.thing ?? 'other', label, confidence };
    })
    .filter(({ confidence }) => confidence >= 0.1)
    .sort((a, b) => b.confidence - a.confidence);
}
