// Quantises an observation to the precision of the log. The pipeline applies this before the fence engine, so that the engine
// sees live exactly what the log stores. Takes an observation, returns the nearest one that the log stores exactly.
import type {
  Box,
  Observation,
  Opinion,
  StaticRegion,
  Track,
  ViewHealth,
} from '../contracts/index.ts';

/** Steps of boxes and of a moved view's shift, per picture width or height. */
export const boxSteps = 1024;
/** Steps of confidences and contrasts. */
export const shareSteps = 100;
/** Steps of a region's area when it does not follow from its spans. */
export const areaSteps = 65_536;

type Spans = StaticRegion['spans'];
type Grid = Observation['grid'];

/**
 * Boxes to 1/1024 of the picture (at most a pixel of 1080p off), confidences and contrasts to 1/100, media times to whole ms. Box
 * and area of a region are derived from its spans if they agree with them. Idempotent.
 */
export function quantiseObservation(observation: Observation): Observation {
  const { mediaTimeMs, grid, tracks, regions, view, opinions } = observation;
  return {
    ...observation,
    mediaTimeMs: mediaTimeMs === null ? null : Math.round(mediaTimeMs),
    tracks: tracks.map(quantiseTrack),
    regions: regions.map((region) => quantiseRegion(region, grid)),
    view: quantiseView(view),
    ...(opinions && { opinions: opinions.map(quantiseOpinion) }),
  };
}

/** The smallest box on whole steps that contains this one, within the picture. */
export function outwards({ x, y, width, height }: Box): Box {
  const below = (from: number) => Math.max(0, Math.floor(from * boxSteps)) / boxSteps;
  const above = (to: number) => Math.min(boxSteps, Math.ceil(to * boxSteps)) / boxSteps;
  const [left, top] = [below(x), below(y)];
  return { x: left, y: top, width: above(x + width) - left, height: above(y + height) - top };
}

/** The box of these cells; null when there are none or they lie beyond the grid. */
export function boxOfSpans(spans: Spans, grid: Grid): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const span of spans) {
    top = Math.min(top, span[0]);
    bottom = Math.max(bottom, span[0]);
    left = Math.min(left, span[1]);
    right = Math.max(right, span[2]);
  }
  if (left < 0 || top < 0 || right >= grid.columns || bottom >= grid.rows) return null;
  if (right < left || bottom < top) return null;
  return {
    x: left / grid.columns,
    y: top / grid.rows,
    width: (right - left + 1) / grid.columns,
    height: (bottom - top + 1) / grid.rows,
  };
}

/** The share of the grid that these cells cover. */
export function areaOfSpans(spans: Spans, grid: Grid): number {
  let cells = 0;
  for (const span of spans) cells += span[2] - span[1] + 1;
  return cells / (grid.columns * grid.rows);
}

function quantiseTrack(track: Track): Track {
  return { ...track, confidence: quantiseShare(track.confidence), box: quantiseBox(track.box) };
}

function quantiseRegion(region: StaticRegion, grid: Grid): StaticRegion {
  const { spans, seenAs } = region;
  return {
    ...region,
    box: regionBox(quantiseBox(region.box), boxOfSpans(spans, grid)),
    area: regionArea(step(region.area, areaSteps), areaOfSpans(spans, grid)),
    contrast: quantiseShare(region.contrast),
    seenAs: seenAs.map((name) => ({ ...name, confidence: quantiseShare(name.confidence) })),
  };
}

function quantiseOpinion(opinion: Opinion): Opinion {
  return { ...opinion, region: quantiseBox(opinion.region) };
}

function quantiseView(view: ViewHealth): ViewHealth {
  const { shift } = view;
  if (shift === null) return view;
  const quantised = (part: number) => step(Math.max(-1, Math.min(1, part)), boxSteps);
  return { ...view, shift: { x: quantised(shift.x), y: quantised(shift.y) } };
}

/** Rounds edges, not sizes: then no edge moves by more than half a step, and the box stays in the picture. */
function quantiseBox({ x, y, width, height }: Box): Box {
  const [left, top] = [step(x, boxSteps), step(y, boxSteps)];
  return {
    x: left,
    y: top,
    width: Math.min(1, step(x + width, boxSteps) - left),
    height: Math.min(1, step(y + height, boxSteps) - top),
  };
}

/** A box within two steps of the box of the spans counts as that box: quantising causes such differences. */
function regionBox(quantised: Box, fromSpans: Box | null): Box {
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 2 / boxSteps;
  const same =
    fromSpans !== null &&
    isNear(quantised.x, fromSpans.x) &&
    isNear(quantised.y, fromSpans.y) &&
    isNear(quantised.width, fromSpans.width) &&
    isNear(quantised.height, fromSpans.height);
  return same ? fromSpans : quantised;
}

function regionArea(quantised: number, fromSpans: number): number {
  const isShare = fromSpans >= 0 && fromSpans <= 1;
  return isShare && Math.abs(quantised - fromSpans) <= 1 / areaSteps ? fromSpans : quantised;
}

function quantiseShare(share: number): number {
  return step(share, shareSteps);
}

/** The nearest multiple of 1/steps, and never a negative zero. */
function step(value: number, steps: number): number {
  return Math.round(value * steps) / steps + 0;
}
