// Finds cameras by words in their name, id, address, place, cell and edge. Pure.
import {
  cameraTakersOf,
  type CameraSetup,
  type CameraTakers,
  type CameraView,
  type SetUpCamera,
} from '../../contracts/index.ts';

export interface ListedCamera {
  camera: SetUpCamera;
  /** Its state on the wall; null when it is not in effect. */
  view: CameraView | null;
  takers: CameraTakers;
}

export function listedCameras(
  { cameras, edges }: CameraSetup,
  views: readonly CameraView[],
): ListedCamera[] {
  const byId = new Map(views.map((view) => [view.id, view]));
  return cameras.map((camera) => ({
    camera,
    view: camera.origin === 'overruled' ? null : (byId.get(camera.id) ?? null),
    takers: cameraTakersOf(camera.edge, edges),
  }));
}

/** Every word must be somewhere. */
export function findCameras(listed: readonly ListedCamera[], text: string): ListedCamera[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return listed.filter(({ camera }) => {
    const { id, name, source, location, gridCell, edge } = camera;
    const all = [id, name, source, location, gridCell, edge].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
