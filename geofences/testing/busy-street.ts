// A busy street for benchmarks: people and vehicles pass, some stop, objects are put down and removed, on the detectors' grid.
// Deterministic. Unchanged regions keep their list of spans, like a log that is read back.
import type { Box, Observation, StaticRegion, Thing, Track } from '../../contracts/index.ts';
import { anObservation, monday } from './observations.ts';

const grid = { columns: 160, rows: 90 };
const labels: readonly Thing[] = [
  'person',
  'person',
  'vehicle',
  'two-wheeler',
  'umbrella',
  'goods',
];

/** One observation every `periodMs`, from noon on Monday. */
export function* busyStreet(count: number, periodMs = 2000): Generator<Observation> {
  const random = createRandom(7);
  let tracks: Track[] = [];
  let regions: StaticRegion[] = [];
  for (let index = 0; index < count; index++) {
    const capturedAt = monday + index * periodMs;
    tracks = tracks.filter(() => random() > 0.05).map((track) => moved(track, capturedAt, random));
    while (tracks.length < 9)
      tracks.push(aPasser(`t${index}-${tracks.length}`, capturedAt, random));
    regions = regions.filter(() => random() > 0.004);
    while (regions.length < 4)
      regions.push(aThing(`r${index}-${regions.length}`, capturedAt, random));
    yield anObservation({ capturedAt, grid, tracks, regions });
  }
}

type Random = () => number;

/** Park and Miller's generator: 0 to 1, deterministic. */
function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function aPasser(id: string, at: number, random: Random): Track {
  const thing = labels[Math.floor(random() * labels.length)] ?? 'person';
  const box = { x: random() * 0.85, y: random() * 0.7, width: 0.06, height: 0.2 };
  const stationarySince = random() < 0.3 ? at : null;
  const times = { firstSeenAt: at, lastSeenAt: at, stationarySince };
  return { id, thing, label: thing, confidence: 0.4 + random() * 0.5, box, ...times };
}

function moved(track: Track, at: number, random: Random): Track {
  if (track.stationarySince !== null) return { ...track, lastSeenAt: at };
  const x = Math.min(0.9, Math.max(0, track.box.x + (random() - 0.5) * 0.05));
  return { ...track, box: { ...track.box, x }, lastSeenAt: at };
}

function aThing(id: string, since: number, random: Random): StaticRegion {
  const left = Math.floor(random() * 130);
  const top = Math.floor(random() * 65);
  const width = 8 + Math.floor(random() * 20);
  const height = 8 + Math.floor(random() * 16);
  const spans = Array.from({ length: height }, (_, row): [number, number, number] => {
    const dent = Math.floor(random() * 3);
    return [top + row, left + dent, left + width - 1 - dent];
  });
  const box: Box = { x: left / 160, y: top / 90, width: width / 160, height: height / 90 };
  const seenAs =
    random() < 0.3 ? [{ thing: 'vehicle' as const, label: 'car', confidence: 0.6 }] : [];
  return { id, box, area: box.width * box.height, spans, since, contrast: 0.5, seenAs };
}
