// Observations for tests, with defaults for unnamed fields. Regions fill the cells of their box on a grid of 40 by 20.
import type { Box, Observation, StaticRegion, Track } from '../../contracts/index.ts';

/** Noon on a Monday, UTC. */
export const monday = Date.UTC(2026, 0, 5, 12);
export const grid = { columns: 40, rows: 20 };

export function box(x: number, y: number, width: number, height: number): Box {
  return { x, y, width, height };
}

/** In the middle of the picture, 8 by 6 cells. */
export const middle = box(0.4, 0.4, 0.2, 0.3);

export function anObservation(parts: Partial<Observation> = {}): Observation {
  return {
    version: 1,
    cameraId: 'gate',
    capturedAt: monday,
    mediaTimeMs: null,
    grid,
    tracks: [],
    regions: [],
    view: { state: 'ok', since: monday, shift: null },
    ...parts,
  };
}

/** Has stood since a minute before noon on Monday by default. */
export function aTrack(parts: Partial<Track> = {}): Track {
  return {
    id: 't1',
    thing: 'vehicle',
    label: 'thing',
    confidence: 0.8,
    box: middle,
    firstSeenAt: monday - 60_000,
    lastSeenAt: monday,
    stationarySince: monday - 60_000,
    ...parts,
  };
}

export function aRegion(parts: Partial<StaticRegion> = {}): StaticRegion {
  const place = parts.box ?? middle;
  return {
    id: 'r1',
    box: place,
    area: place.width * place.height,
    spans: spansOf(place),
    since: monday - 60_000,
    contrast: 0.5,
    seenAs: [],
    ...parts,
  };
}

function spansOf({ x, y, width, height }: Box): StaticRegion['spans'] {
  const rows = Math.round(height * grid.rows);
  const first = Math.round(x * grid.columns);
  const last = first + Math.round(width * grid.columns) - 1;
  return Array.from({ length: rows }, (_, row) => [Math.round(y * grid.rows) + row, first, last]);
}
