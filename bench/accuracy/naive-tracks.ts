// The baseline's tracker: a detection continues the track of the same label with the most overlap; a track that is missed once is
// lost. Pure.
import type { Box, Thing } from '../../contracts/index.ts';
import type { Detection } from '../../detectors/detection.ts';
import { iou } from '../../detectors/tracking/overlap.ts';

export interface NaiveTrack {
  readonly id: string;
  readonly thing: Thing;
  readonly label: string;
  readonly confidence: number;
  readonly box: Box;
  readonly firstSeenAt: number;
}

export interface NaiveTracks {
  readonly nextId: number;
  /** The tracks of the last look. */
  readonly seen: readonly NaiveTrack[];
}
export const noTracks: NaiveTracks = { nextId: 1, seen: [] };

const minIou = 0.3;

/** @param at epoch ms of the look */
export function advanceTracks(
  { nextId, seen }: NaiveTracks,
  detections: readonly Detection[],
  at: number,
): NaiveTracks {
  const pairs = pair(seen, detections);
  let id = nextId;
  const now = detections.map(({ thing, label, confidence, box }, index): NaiveTrack => {
    const known = pairs.get(index);
    return {
      id: known?.id ?? `n${id++}`,
      thing,
      label,
      confidence,
      box,
      firstSeenAt: known?.firstSeenAt ?? at,
    };
  });
  return { nextId: id, seen: now };
}

/** Best overlaps first; each track and each detection is used once. By the detection's index. */
function pair(
  tracks: readonly NaiveTrack[],
  detections: readonly Detection[],
): Map<number, NaiveTrack> {
  const candidates = tracks
    .flatMap((track) =>
      detections.map(({ label, box }, index) => ({
        track,
        index,
        score: label === track.label ? iou(track.box, box) : 0,
      })),
    )
    .filter(({ score }) => score >= minIou)
    .sort((a, b) => b.score - a.score);
  const pairs = new Map<number, NaiveTrack>();
  const taken = new Set<NaiveTrack>();
  for (const { track, index } of candidates) {
    if (pairs.has(index) || taken.has(track)) continue;
    pairs.set(index, track);
    taken.add(track);
  }
  return pairs;
}
