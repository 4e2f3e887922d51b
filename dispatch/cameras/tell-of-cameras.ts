// Tells dashboards that cameras have changed. Cameras that change while others are being told of are told of together, so that many
// reports need few reads. When no dashboard listens nothing is read at all. Takes the wall and the hub.
import type { LiveHub } from '../live/live-hub.ts';
import type { CameraWall } from './camera-wall.ts';

export interface CameraTeller {
  /** Resolves when dashboards were told of it. */
  tell(cameraId: string): Promise<void>;
}

export interface CameraTellerParts {
  wall: Pick<CameraWall, 'view' | 'views'>;
  hub: Pick<LiveHub, 'publish' | 'isHeard'>;
}

export function createCameraTeller({ wall, hub }: CameraTellerParts): CameraTeller {
  let waiting = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const tellAll = async () => {
    const cameraIds = waiting;
    waiting = new Set();
    next = null;
    for (const camera of await viewsOf(wall, cameraIds)) hub.publish({ type: 'camera', camera });
  };
  return {
    tell: (cameraId) => {
      if (!hub.isHeard()) return Promise.resolve();
      waiting.add(cameraId);
      next ??= running.then(tellAll);
      // What fails is told to those who wait for it; the next ones try again.
      running = next.catch(() => undefined);
      return next;
    },
  };
}

async function viewsOf(wall: CameraTellerParts['wall'], cameraIds: ReadonlySet<string>) {
  const [only = ''] = cameraIds;
  if (cameraIds.size > 1) return (await wall.views()).filter(({ id }) => cameraIds.has(id));
  const view = await wall.view(only);
  return view === null ? [] : [view];
}
