// Sample observations for tests, with defaults for absent fields.
import type { Observation, StaticRegion, Track } from '../../contracts/index.ts';
import { sampleNow } from './sample-cases.ts';

export const sampleGrid = { columns: 40, rows: 20 };

export function createObservation(part: Partial<Observation> = {}): Observation {
  return {
    version: 1,
    cameraId: 'exit-3',
    capturedAt: sampleNow,
    mediaTimeMs: null,
    grid: sampleGrid,
    tracks: [],
    regions: [],
    view: { state: 'ok', since: sampleNow - 3_600_000, shift: null },
    ...part,
  };
}

export function createTrack(part: Partial<Track> = {}): Track {
  return {
    id: 't1',
    thing: 'person',
    label: 'person',
    confidence: 0.8,
    box: { x: 0.4, y: 0.4, width: 0.1, height: 0.3 },
    firstSeenAt: sampleNow - 10_000,
    lastSeenAt: sampleNow,
    stationarySince: null,
    ...part,
  };
}

export function createRegion(part: Partial<StaticRegion> = {}): StaticRegion {
  return {
    id: 'r1',
    box: { x: 0.5, y: 0.6, width: 0.1, height: 0.1 },
    area: 0.01,
    spans: [
      [12, 20, 23],
      [13, 20, 23],
    ],
    since: sampleNow - 10_000,
    contrast: 0.5,
    seenAs: [],
    ...part,
  };
}
