// The baseline: what a script written in an hour does. The detector gets the whole frame, an object counts while the centre of
// its box is inside the fence, dwell runs per track id, and a lost track starts again. No crops, no scene change, no places, no
// evidence. The decisions are pure; `createNaiveEngine` only runs the detector.
import {
  isInside,
  type Camera,
  type DwellClass,
  type Fence,
  type IncidentEvent,
  type Kind,
  type Observation,
  type Thing,
} from '../../contracts/index.ts';
import type { Detection } from '../../detectors/detection.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { BenchEngine } from './bench-engine.ts';
import { advanceTracks, noTracks, type NaiveTrack, type NaiveTracks } from './naive-tracks.ts';

/**
 * The things that count; for later kinds, the ones that the kind names. COCO has no label for debris or a stall: bags,
 * suitcases and bottles stand in for them.
 */
const counted: Partial<Record<Kind, readonly Thing[]>> = {
  'blocked-fire-exit': ['vehicle', 'two-wheeler', 'goods'],
  'debris-pile': ['debris', 'goods'],
  'street-vending': ['person', 'stall', 'umbrella', 'table'],
};
const countedFor = ({ kind, definition }: Fence) => counted[kind] ?? definition.what.things;
const minConfidence = 0.4;
const wholeFrame = { x: 0, y: 0, width: 1, height: 1 };

export function createNaiveEngine(options: {
  camera: Pick<Camera, 'id'>;
  fences: readonly Fence[];
  detector: Detector;
}): BenchEngine {
  let state = emptyNaiveState;
  return {
    process: async (frame) => {
      const { cameraId, capturedAt, mediaTimeMs } = frame;
      const detections = await options.detector.detect(frame, wholeFrame);
      const step = advanceNaive(options.fences, state, { detections, capturedAt, mediaTimeMs });
      state = step.state;
      const seen = { cameraId, capturedAt, mediaTimeMs };
      return { observation: toObservation(seen, state.tracks), events: step.events, drops: [] };
    },
  };
}

/** One track in one fence. */
interface Stay {
  readonly fenceId: string;
  readonly trackId: string;
  readonly since: number;
  readonly openedAt: number | null;
  /** As last seen. */
  readonly track: NaiveTrack;
}

export interface NaiveState {
  readonly tracks: NaiveTracks;
  readonly stays: readonly Stay[];
}
export const emptyNaiveState: NaiveState = { tracks: noTracks, stays: [] };

export interface Look {
  readonly detections: readonly Detection[];
  readonly capturedAt: number;
  readonly mediaTimeMs: number | null;
}

/** Looks must come in order of time. Pure. */
export function advanceNaive(
  fences: readonly Fence[],
  state: NaiveState,
  look: Look,
): { state: NaiveState; events: IncidentEvent[] } {
  const sure = look.detections.filter(({ confidence }) => confidence >= minConfidence);
  const tracks = advanceTracks(state.tracks, sure, look.capturedAt);
  const events: IncidentEvent[] = [];
  const stays = fences.flatMap((fence) => {
    const inside = tracks.seen.filter((track) => counts(track, fence));
    const before = state.stays.filter(({ fenceId }) => fenceId === fence.id);
    const now = inside.map((track) => stayOf(track, fence, before, look.capturedAt));
    const gone = before.filter(({ trackId }) => !inside.some(({ id }) => id === trackId));
    events.push(...opened(now, before, fence, look), ...cleared(gone, fence, look));
    return now;
  });
  return { state: { tracks, stays }, events };
}

function counts({ thing, box }: NaiveTrack, fence: Fence): boolean {
  const centre = [box.x + box.width / 2, box.y + box.height / 2] as const;
  return countedFor(fence).includes(thing) && isInside(fence.polygon, ...centre);
}

function stayOf(track: NaiveTrack, fence: Fence, before: readonly Stay[], at: number): Stay {
  const known = before.find(({ trackId }) => trackId === track.id);
  const since = known?.since ?? at;
  const isDue = at - since >= fence.dwellMs[dwellClassOf(track.thing)];
  return {
    fenceId: fence.id,
    trackId: track.id,
    since,
    track,
    openedAt: known?.openedAt ?? (isDue ? at : null),
  };
}

function dwellClassOf(thing: Thing): DwellClass {
  return thing === 'vehicle' || thing === 'two-wheeler' || thing === 'goods' ? thing : 'default';
}

function opened(
  now: readonly Stay[],
  before: readonly Stay[],
  fence: Fence,
  look: Look,
): IncidentEvent[] {
  const wasOpen = (stay: Stay) =>
    before.some(({ trackId, openedAt }) => trackId === stay.trackId && openedAt !== null);
  return now
    .filter((stay) => stay.openedAt !== null && !wasOpen(stay))
    .map((stay) => eventOf('opened', stay, fence, look));
}

function cleared(gone: readonly Stay[], fence: Fence, look: Look): IncidentEvent[] {
  return gone
    .filter(({ openedAt }) => openedAt !== null)
    .map((stay) => eventOf('cleared', stay, fence, look));
}

function eventOf(
  event: 'opened' | 'cleared',
  { track, since, openedAt }: Stay,
  fence: Fence,
  { capturedAt, mediaTimeMs }: Look,
): IncidentEvent {
  const stayMs = capturedAt - since;
  const stayed = `${track.label} ${track.id} in the fence for ${Math.round(stayMs / 1000)} s`;
  return {
    event,
    incidentId: `naive-${fence.id}-${track.id}`,
    sequence: event === 'opened' ? 1 : 2,
    kind: fence.kind,
    cameraId: fence.camera,
    fenceId: fence.id,
    fenceVersion: fence.version,
    capturedAt,
    mediaTimeMs,
    presentSince: since,
    openedAt: openedAt ?? capturedAt,
    region: track.box,
    confidence: track.confidence,
    reason: event === 'opened' ? stayed : `${track.label} ${track.id} left, or was lost`,
    trace: { rule: 'naive', dwellMs: stayMs, evidence: [] },
  };
}

/** The tracks as an observation, so that both engines are drawn and counted in the same way. */
function toObservation(
  frame: Pick<Observation, 'cameraId' | 'capturedAt' | 'mediaTimeMs'>,
  { seen }: NaiveTracks,
): Observation {
  const tracks = seen.map((track) => ({
    ...track,
    lastSeenAt: frame.capturedAt,
    stationarySince: null,
  }));
  return {
    version: 1,
    ...frame,
    grid: { columns: 1, rows: 1 },
    tracks,
    regions: [],
    view: { state: 'ok', since: frame.capturedAt, shift: null },
  };
}
