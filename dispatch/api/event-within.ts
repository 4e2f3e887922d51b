// Limits an event to the cells of a listener. Takes the limit and an event; returns the event, a part of it, or null if all of it
// lies outside.
import {
  holdsCell,
  type CellLimit,
  type HealthProblem,
  type LiveEvent,
} from '../../contracts/index.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';

type Wall = Pick<CameraWall, 'cellOf'>;

export function eventWithin(limit: CellLimit, event: LiveEvent, wall: Wall): LiveEvent | null {
  if (limit === undefined) return event;
  switch (event.type) {
    case 'case':
      return holdsCell(limit, event.case.gridCell) ? event : null;
    case 'camera':
      return holdsCell(limit, event.camera.gridCell) ? event : null;
    case 'fences':
      return holdsCell(limit, wall.cellOf(event.cameraId) ?? null) ? event : null;
    case 'problems':
      return { ...event, present: problemsWithin(limit, event.present, wall) };
    case 'map':
    case 'cameras':
    case 'heartbeat':
      return event;
  }
}

/** A problem of a camera belongs to its cell; problems of edges and of dispatch concern everybody. */
export function problemsWithin<T extends Pick<HealthProblem, 'code' | 'subject'>>(
  limit: CellLimit,
  problems: readonly T[],
  wall: Wall,
): T[] {
  return problems.filter(
    ({ code, subject }) =>
      !code.startsWith('camera-') || holdsCell(limit, wall.cellOf(subject) ?? null),
  );
}
