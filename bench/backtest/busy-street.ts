// A synthetic street that is busy all day, always the same: some sixteen moving people with noisy boxes and short tracks, parked
// vehicles, and objects with flickering edges. Takes the duration and interval; returns observations in the form of the pipeline.
import type { Box, Observation, StaticRegion, Track } from '../../contracts/index.ts';
import { quantiseObservation } from '../../observation-log/index.ts';
import { between, createRandom, type Random } from '../../simulator/random.ts';

export const streetStart = Date.UTC(2026, 0, 5, 0);
const grid = { columns: 160, rows: 90 };
const people = 16;
const parked = 4;
const heaps = 3;

export interface StreetOptions {
  readonly hours: number;
  readonly periodMs: number;
}

export function* busyStreet({ hours, periodMs }: StreetOptions): Generator<Observation> {
  const random = createRandom(20_260_105);
  const street: Street = { random, nextId: 1, tracks: [], regions: [] };
  for (let after = 0; after < hours * 3_600_000; after += periodMs) {
    const capturedAt = streetStart + after;
    pass(street, capturedAt);
    yield quantiseObservation({
      version: 1,
      cameraId: 'street',
      capturedAt,
      mediaTimeMs: null,
      grid,
      tracks: [...street.tracks],
      regions: street.regions.map((region) => flicker(region, random)),
      view: { state: 'ok', since: streetStart, shift: null },
    });
  }
}

interface Street {
  readonly random: Random;
  nextId: number;
  tracks: Track[];
  regions: StaticRegion[];
}

/** One step of about two seconds: some people are lost, others come, everything else gets noise. */
function pass(street: Street, at: number): void {
  const { random } = street;
  street.tracks = street.tracks.flatMap((track) => onwards(track, random, at));
  const [walking, standing] = [false, true].map(
    (stands) => street.tracks.filter(({ thing }) => (thing === 'vehicle') === stands).length,
  );
  for (let count = walking ?? 0; count < people; count++) street.tracks.push(walker(street, at));
  for (let count = standing ?? 0; count < parked; count++) street.tracks.push(car(street, at));
  street.regions = street.regions.filter(() => random() > 0.002);
  while (street.regions.length < heaps) street.regions.push(heap(street, at));
}

function onwards(track: Track, random: Random, at: number): Track[] {
  if (track.thing === 'vehicle') {
    if (random() < 0.002) return [];
    const box = shifted(track.box, random, 0.001);
    const stationarySince =
      track.stationarySince ?? (at - track.firstSeenAt > 4000 ? track.firstSeenAt : null);
    return [{ ...track, box, confidence: sure(track, random), lastSeenAt: at, stationarySince }];
  }
  // A lost walker is kept for one more look.
  if (track.lastSeenAt < at - 4000 || random() < 0.25) return [];
  if (random() < 0.25) return [track];
  return [
    {
      ...track,
      box: shifted(track.box, random, 0.02),
      confidence: sure(track, random),
      lastSeenAt: at,
    },
  ];
}

function sure({ confidence }: Track, random: Random): number {
  return Math.min(1, Math.max(0.3, confidence + between(random, -0.05, 0.05)));
}

function shifted(box: Box, random: Random, by: number): Box {
  const moved = (value: number, size: number) =>
    Math.min(1 - size, Math.max(0, value + between(random, -by, by)));
  return { ...box, x: moved(box.x, box.width), y: moved(box.y, box.height) };
}

/** The lower in the picture, the nearer and larger. */
function walker(street: Street, at: number): Track {
  const { random } = street;
  const y = between(random, 0.2, 0.7);
  const height = 0.08 + 0.25 * y;
  const box = { x: between(random, 0, 0.9), y, width: height * 0.25, height };
  return seenFirst(street, at, { thing: 'person', label: 'person', box });
}

function car(street: Street, at: number): Track {
  const { random } = street;
  const box = {
    x: between(random, 0, 0.8),
    y: between(random, 0.3, 0.7),
    width: 0.15,
    height: 0.12,
  };
  return seenFirst(street, at, { thing: 'vehicle', label: 'car', box });
}

function seenFirst(
  street: Street,
  at: number,
  what: Pick<Track, 'thing' | 'label' | 'box'>,
): Track {
  const confidence = between(street.random, 0.35, 0.9);
  const times = { firstSeenAt: at, lastSeenAt: at, stationarySince: null };
  return { id: `t${street.nextId++}`, ...what, confidence, ...times };
}

function heap({ random, nextId }: Street, at: number): StaticRegion {
  const [left, top] = [between(random, 0, 130), between(random, 30, 70)].map(Math.floor);
  const [width, height] = [between(random, 8, 24), between(random, 6, 18)].map(Math.floor);
  const spans = Array.from({ length: height ?? 0 }, (_, row): Span => {
    const dent = Math.floor(between(random, 0, 3));
    return [(top ?? 0) + row, (left ?? 0) + dent, (left ?? 0) + (width ?? 0) - dent];
  });
  const region = { id: `r${at.toString(36)}-${nextId}`, since: at, contrast: 0.5, seenAs: [] };
  return { ...region, ...extentOf(spans) };
}

/** A cell at the edge appears or disappears, in at most two rows; often nothing changes. */
function flicker(region: StaticRegion, random: Random): StaticRegion {
  if (random() < 0.4) return region;
  const changed = Math.floor(random() * region.spans.length);
  const spans = region.spans.map(([row, first, last], index): Span => {
    if (index !== changed && index !== changed + 7) return [row, first, last];
    return [row, first, last - 1];
  });
  return { ...region, ...extentOf(spans) };
}

type Span = StaticRegion['spans'][number];

function extentOf(spans: Span[]): Pick<StaticRegion, 'spans' | 'box' | 'area'> {
  const left = Math.min(...spans.map(([, first]) => first));
  const right = Math.max(...spans.map(([, , last]) => last));
  const top = spans[0]?.[0] ?? 0;
  const bottom = spans.at(-1)?.[0] ?? 0;
  const cells = spans.reduce((sum, [, first, last]) => sum + last - first + 1, 0);
  const box = {
    x: left / grid.columns,
    y: top / grid.rows,
    width: (right - left + 1) / grid.columns,
    height: (bottom - top + 1) / grid.rows,
  };
  return { spans, box, area: cells / (grid.columns * grid.rows) };
}
