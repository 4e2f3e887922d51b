// What somebody who is limited to some cells hears of what happens. Takes the limit and an event; gives the event, less of it, or
// null when all of it lies outside.
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
    case 'heartbeat':
      return event;
  }
}

/** What is wrong with a camera belongs to its cell; what is wrong with edges and dispatch concerns everybody. */
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
