// The camera wall's entry of one camera: the site file's data joined with the edge's last status. Pure.
import type { Camera, CameraStatus, CameraView, Fence } from '../../contracts/index.ts';

/** After this much silence an edge counts as gone. */
export const silentAfterMs = 15_000;

/** The last status of a camera and its arrival time, by dispatch's own clock. */
export interface Heard {
  status: CameraStatus;
  heardAt: number;
}

export interface CameraViewInput {
  camera: Camera;
  fences: readonly Fence[];
  heard: Heard | null;
  openFences: ReadonlySet<string>;
  pictureAt: number | null;
  now: number;
}

export function viewOf(input: CameraViewInput): CameraView {
  const { camera, fences, heard, openFences, pictureAt, now } = input;
  const own = fences.filter((fence) => fence.camera === camera.id);
  return {
    id: camera.id,
    name: camera.name,
    gridCell: camera.gridCell,
    status: heard === null ? null : statusNow(heard, now),
    hasPicture: pictureAt !== null,
    pictureAt,
    fences: own.map(({ id, name, kind, polygon }) => ({
      id,
      name,
      kind,
      polygon,
      open: openFences.has(id),
    })),
  };
}

export function isSilent({ heardAt }: Heard, now: number): boolean {
  return now - heardAt > silentAfterMs;
}

function statusNow(heard: Heard, now: number): CameraStatus {
  const { status, heardAt } = heard;
  if (!isSilent(heard, now)) return status;
  const problem = `edge ${status.edgeId} not heard since ${new Date(heardAt).toISOString()}`;
  return { ...status, state: 'offline', problem, since: heardAt };
}
