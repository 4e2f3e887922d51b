// Fences, truths, events, clips and frames for tests of the bench. The default is one object in the middle, at rest from 20 s to
// the end of a clip of 100 s, in a fence with a dwell of 10 s.
import {
  completeFence,
  defaultAnalysis,
  fenceFileSchema,
  type Box,
  type Camera,
  type Fence,
  type FenceFile,
  type IncidentEvent,
  type Observation,
  type Track,
} from '../../../contracts/index.ts';
import type { Frame } from '../../../detectors/frame.ts';
import type { Clip } from '../clip.ts';
import type { JudgedClip } from '../figures.ts';
import { judgeClip } from '../match.ts';
import { noOpinions } from '../opinion-tally.ts';
import type { ClipRun } from '../run-clip.ts';
import { truthSchema, type TrueIncident, type Truth } from '../truth.ts';
import type { ViewChange } from '../verdict.ts';

/** Media time 0 as epoch ms. */
export const begin = Date.UTC(2024, 0, 1);
export const middle: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
export const farAway: Box = { x: 0.8, y: 0.8, width: 0.1, height: 0.1 };

export function aFence(parts: Partial<FenceFile> = {}): Fence {
  const whole = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const plain = { id: 'door', camera: 'yard', kind: 'blocked-fire-exit', dwell: '10s' };
  return completeFence(fenceFileSchema.parse({ ...plain, polygon: whole, ...parts }));
}

export function aTrueIncident(parts: Partial<TrueIncident> = {}): TrueIncident {
  return {
    fenceId: 'door',
    kind: 'blocked-fire-exit',
    region: middle,
    presentFromMs: 20_000,
    presentToMs: 100_000,
    ...parts,
  };
}

export function aTruth(parts: Partial<Truth> = {}): Truth {
  return truthSchema.parse({ durationMs: 100_000, incidents: [aTrueIncident()], ...parts });
}

/** @param atMs media time; it came to rest 10 s before */
export function anEvent(
  event: IncidentEvent['event'],
  atMs: number,
  parts: Partial<IncidentEvent> = {},
): IncidentEvent {
  return {
    event,
    incidentId: 'i1',
    sequence: 1,
    kind: 'blocked-fire-exit',
    cameraId: 'yard',
    fenceId: 'door',
    fenceVersion: 1,
    capturedAt: begin + atMs,
    mediaTimeMs: atMs,
    presentSince: begin + atMs - 10_000,
    openedAt: begin + atMs,
    region: middle,
    confidence: 0.8,
    reason: `crate there at ${atMs / 1000} s`,
    trace: { rule: 'blocked-fire-exit', dwellMs: 10_000, evidence: [] },
    ...parts,
  };
}

export const aCamera: Camera = {
  id: 'yard',
  name: 'Yard',
  source: 'yard.mp4',
  gridCell: null,
  transport: 'auto',
  analysis: { ...defaultAnalysis, model: 'scripted' },
  privacyMasks: [],
};

export function aClip(parts: Partial<Clip> = {}): Clip {
  return {
    name: 'yard',
    camera: aCamera,
    fences: [aFence()],
    truth: aTruth(),
    site: { timezone: 'Asia/Shanghai', calendar: { holidays: [], workdays: [] } },
    ...parts,
  };
}

/** The verdict on a clip with these events of the engine. */
export function aJudgedClip({
  clip = aClip(),
  events = [],
  viewChanges = [],
  run = {},
}: {
  clip?: Clip;
  events?: IncidentEvent[];
  viewChanges?: ViewChange[];
  run?: Partial<ClipRun>;
} = {}): JudgedClip {
  const { truth, fences } = clip;
  return {
    clip,
    run: {
      events,
      viewChanges,
      frames: 50,
      mediaMs: truth.durationMs,
      cpuMs: 2000,
      opinions: noOpinions,
      decode: 'key-frames',
      ...run,
    },
    verdict: judgeClip({ truth, fences, events, viewChanges }),
  };
}

export function aTrack(parts: Partial<Track> = {}): Track {
  return {
    id: 't1',
    thing: 'person',
    label: 'person',
    confidence: 0.75,
    box: middle,
    firstSeenAt: begin,
    lastSeenAt: begin,
    stationarySince: null,
    ...parts,
  };
}

export function anObservation(atMs: number, parts: Partial<Observation> = {}): Observation {
  return {
    version: 1,
    cameraId: 'yard',
    capturedAt: begin + atMs,
    mediaTimeMs: atMs,
    grid: { columns: 10, rows: 10 },
    tracks: [],
    regions: [],
    view: { state: 'ok', since: begin, shift: null },
    ...parts,
  };
}

/** A plain grey picture. */
export function aFrame(atMs: number, { width = 64, height = 36 } = {}): Frame {
  const rgb = new Uint8Array(width * height * 3).fill(128);
  return { cameraId: 'yard', capturedAt: begin + atMs, mediaTimeMs: atMs, width, height, rgb };
}
