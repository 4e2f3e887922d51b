// The cameras as a pure state machine: the list from the server, and live updates of single cameras.
import type { Failure } from '../api/answer.ts';
import type { CameraView } from '../../contracts/index.ts';

export interface CameraListState {
  status: 'loading' | 'ready' | 'failed';
  cameras: CameraView[];
  failure: Failure | null;
}

export type CameraListAction =
  | { type: 'loaded'; cameras: CameraView[] }
  | { type: 'failed'; failure: Failure }
  | { type: 'live'; camera: CameraView };

export const emptyCameraList: CameraListState = { status: 'loading', cameras: [], failure: null };

export function reduceCameraList(
  state: CameraListState,
  action: CameraListAction,
): CameraListState {
  switch (action.type) {
    case 'loaded':
      return { status: 'ready', cameras: action.cameras, failure: null };
    case 'failed':
      // The last pictures stay on the wall: an old picture is better than none.
      return {
        ...state,
        status: state.status === 'ready' ? 'ready' : 'failed',
        failure: action.failure,
      };
    case 'live':
      return { ...state, cameras: replaceCamera(state.cameras, action.camera) };
  }
}

/** Cameras keep their places, so that users can learn them; a new one comes last. */
function replaceCamera(cameras: readonly CameraView[], camera: CameraView): CameraView[] {
  return cameras.some(({ id }) => id === camera.id)
    ? cameras.map((old) => (old.id === camera.id ? camera : old))
    : [...cameras, camera];
}
