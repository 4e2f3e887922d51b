// Tells dashboards when a camera has fallen silent, since no edge sends that event. Runs until its signal is aborted.
import type { Clock } from '../../host/clock.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import type { CameraWall } from './camera-wall.ts';

const lookEveryMs = 2000;

export interface SilenceWatch {
  wall: Pick<CameraWall, 'fallenSilent' | 'view'>;
  hub: LiveHub;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export async function watchSilence(watch: SilenceWatch): Promise<void> {
  const { wall, clock, log, signal } = watch;
  while (!signal.aborted) {
    for (const cameraId of wall.fallenSilent()) {
      log.warn({ cameraId }, 'the edge no longer reports a camera');
      await tell(watch, cameraId);
    }
    await clock.wait(lookEveryMs, signal);
  }
}

async function tell({ wall, hub, log }: SilenceWatch, cameraId: string): Promise<void> {
  try {
    const camera = await wall.view(cameraId);
    if (camera !== null) hub.publish({ type: 'camera', camera });
  } catch (error) {
    log.warn(
      { error: messageOf(error) },
      'the state of a silent camera could not be sent to dashboards',
    );
  }
}
