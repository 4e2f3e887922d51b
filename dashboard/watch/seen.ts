// Whether a camera currently watches the object of a case. A case says "still there" only while a camera of it is live; else it
// says until when the object was seen. Pure.
import type { CameraView, CaseSummary } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';

/** The known state of cameras and connection. */
export interface WatchedBy {
  /** Null while unknown. */
  cameras: readonly Pick<CameraView, 'id' | 'status'>[] | null;
  /** When the connection was lost, and dispatch last heard; null while it is live. */
  lostSince: number | null;
}

/** `since` is null when the time is unknown. */
export type Seen = { isSeen: true } | { isSeen: false; since: number | null };

type SeenCase = Pick<CaseSummary, 'cameraId' | 'alsoSeenBy' | 'lastEventAt'>;

export function seenOf(summary: SeenCase, { cameras, lostSince }: WatchedBy): Seen {
  // A reported object counts as there until people settle the case.
  if (cameras === null || summary.cameraId === 'no-camera') return { isSeen: true };
  const ids = [summary.cameraId, ...(summary.alsoSeenBy ?? []).map(({ cameraId }) => cameraId)];
  const each = ids.map((id) =>
    seenBy(
      cameras.find((camera) => camera.id === id),
      summary,
    ),
  );
  const isSeen = each.some((one) => one.isSeen);
  const times = each.flatMap((one) => (one.isSeen || one.since === null ? [] : [one.since]));
  const latest = times.length === 0 ? null : Math.max(...times);
  if (lostSince === null) return isSeen ? { isSeen: true } : { isSeen: false, since: latest };
  // Without a connection since then, later changes are unknown.
  const since = isSeen || latest === null ? lostSince : Math.min(latest, lostSince);
  return { isSeen: false, since };
}

function seenBy(
  camera: Pick<CameraView, 'id' | 'status'> | undefined,
  { lastEventAt }: SeenCase,
): Seen {
  if (camera === undefined) return { isSeen: false, since: lastEventAt };
  const { state, viewTrouble } = conditionOf(camera);
  if (state === 'live' && viewTrouble === null) return { isSeen: true };
  if (camera.status === null || viewTrouble !== null) return { isSeen: false, since: null };
  return { isSeen: false, since: camera.status.lastFrameAt ?? camera.status.since };
}
