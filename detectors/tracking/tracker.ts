// Tracks by place: a detection continues the track at its place (greedy matching by iou). Frames come every second or two, so standing
// objects keep their tracks and walking people rarely do; fences need only the former. All times are the frames' own.
import { z } from 'zod';
import { boxSchema, trackSchema, type Box, type Thing, type Track } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import { iou, nearness } from './overlap.ts';

export interface Tracker {
  /**
   * Detections must come in order of `at` (epoch ms).
   * @param isVacant whether a place shows the background again: an object that is not detected there is gone, not hidden
   * @returns current tracks, and those lost recently
   */
  update(detections: readonly Detection[], at: number, isVacant?: (place: Box) => boolean): Track[];
  snapshot(): TrackerSnapshot;
}

/** A track with the box where it came to rest. */
const openTrackSchema = trackSchema.extend({ anchor: boxSchema, anchoredAt: z.number() });
type OpenTrack = z.infer<typeof openTrackSchema>;

export const trackerSnapshotSchema = z.strictObject({
  nextId: z.number().int().positive(),
  tracks: z.array(openTrackSchema),
});
export type TrackerSnapshot = z.infer<typeof trackerSnapshotSchema>;

const minIou = 0.3;
/** An object with a lower iou with its resting place has moved on. */
const restIou = 0.5;
const restMs = 3000;
const lostMs = { standing: 20_000, moving: 4000 };

export function createTracker(from: TrackerSnapshot = { nextId: 1, tracks: [] }): Tracker {
  let { nextId } = from;
  let tracks: OpenTrack[] = from.tracks.map((track) => ({ ...track }));

  const update: Tracker['update'] = (detections, at, isVacant = () => false) => {
    const pairs = match(tracks, detections);
    const fresh = detections.filter((detection) => !pairs.has(detection));
    for (const [detection, track] of pairs) extend(track, detection, at);
    const isGone = (track: OpenTrack) =>
      track.lastSeenAt < at && (isLost(track, at) || isVacant(track.box));
    tracks = [
      ...tracks.filter((track) => !isGone(track)),
      ...fresh.map((one) => begin(one, at, nextId++)),
    ];
    return tracks.map(toTrack);
  };
  return { update, snapshot: () => ({ nextId, tracks: structuredClone(tracks) }) };
}

/** Matches by overlap first, then people who made one step. */
function match(tracks: OpenTrack[], detections: readonly Detection[]): Map<Detection, OpenTrack> {
  const pairs = new Map<Detection, OpenTrack>();
  pairBest(tracks, detections, { pairs, score: similarity });
  pairBest(tracks, detections, { pairs, score: stepAside });
  return pairs;
}

interface Pairing {
  pairs: Map<Detection, OpenTrack>;
  /** 0 for no pair. */
  score: (track: OpenTrack, detection: Detection) => number;
}

/** Best pairs first; each track and each detection is used once. */
function pairBest(
  tracks: OpenTrack[],
  detections: readonly Detection[],
  { pairs, score }: Pairing,
): void {
  const taken = new Set(pairs.values());
  const candidates = tracks
    .filter((track) => !taken.has(track))
    .flatMap((track) =>
      detections
        .filter((detection) => !pairs.has(detection))
        .map((detection) => ({ track, detection, score: score(track, detection) })),
    )
    .filter((candidate) => candidate.score > 0)
    .sort((one, other) => other.score - one.score);
  for (const { track, detection } of candidates) {
    if (pairs.has(detection) || taken.has(track)) continue;
    pairs.set(detection, track);
    taken.add(track);
  }
}

function similarity(track: OpenTrack, detection: Detection): number {
  if (familyOf(track.thing) !== familyOf(detection.thing)) return 0;
  const shared = iou(track.box, detection.box);
  return shared >= minIou ? shared : 0;
}

/** Score for a stationary person found one step away. */
function stepAside(track: OpenTrack, { thing, box }: Detection): number {
  if (thing !== 'person' || track.thing !== 'person' || track.stationarySince === null) return 0;
  return nearness(track.box, box);
}

/** Groups similar classes, between which models change for one object; they may share a track. */
function familyOf(thing: Thing): string {
  if (thing === 'person' || thing === 'animal') return thing;
  return thing === 'vehicle' || thing === 'two-wheeler' ? 'wheels' : 'thing';
}

function extend(track: OpenTrack, detection: Detection, at: number): void {
  if (detection.confidence >= track.confidence * 0.8) {
    track.thing = detection.thing;
    track.label = detection.label;
  }
  track.confidence = 0.7 * track.confidence + 0.3 * detection.confidence;
  track.box = detection.box;
  track.lastSeenAt = at;
  if (!isAtRest(track, detection.box)) {
    track.anchor = detection.box;
    track.anchoredAt = at;
    track.stationarySince = null;
  } else if (at - track.anchoredAt >= restMs) {
    track.stationarySince = track.anchoredAt;
  }
}

/** Whether an object is still at its resting place; for a person within one step. */
function isAtRest({ thing, anchor }: OpenTrack, box: Box): boolean {
  return thing === 'person' ? nearness(anchor, box) > 0 : iou(anchor, box) >= restIou;
}

function begin({ thing, label, confidence, box }: Detection, at: number, id: number): OpenTrack {
  return {
    id: `t${id}`,
    thing,
    label,
    confidence,
    box,
    firstSeenAt: at,
    lastSeenAt: at,
    stationarySince: null,
    anchor: box,
    anchoredAt: at,
  };
}

function isLost(track: OpenTrack, at: number): boolean {
  return at - track.lastSeenAt > (track.stationarySince === null ? lostMs.moving : lostMs.standing);
}

/** The public form of a track, without the anchor. */
function toTrack(open: OpenTrack): Track {
  const { id, thing, label, confidence, box, firstSeenAt, lastSeenAt, stationarySince } = open;
  return { id, thing, label, confidence, box, firstSeenAt, lastSeenAt, stationarySince };
}
