// Puts a camera's status together from all who know a part of it, and tells whoever shows it when a part has changed.
import {
  cutText,
  type Camera,
  type CameraStatus,
  type FencesInForce,
  type ViewHealth,
} from '../../contracts/index.ts';
import { newHealth, type CaptureHealth, type CaptureReason } from '../capture/health-keeper.ts';
import type { Clock } from '../clock.ts';
import type { EdgeMetrics } from './metrics.ts';
import type { StatusReporter } from './status-reporter.ts';

export interface StatusKeeperOptions {
  camera: Pick<Camera, 'id'>;
  edgeId: string;
  fences: FencesInForce;
  openIncidents: () => number;
  reporter: Pick<StatusReporter, 'update'> | null;
  metrics: EdgeMetrics;
  clock: Clock;
}

export interface StatusKeeper {
  fences(status: FencesInForce): void;
  health(health: CaptureHealth): void;
  analysed(view: ViewHealth): void;
  current(): CameraStatus;
  /** What is wrong with the camera beside its state, as codes. */
  notes(): readonly CaptureReason[];
}

export function createStatusKeeper(options: StatusKeeperOptions): StatusKeeper {
  const { camera, edgeId, openIncidents, clock, metrics, reporter } = options;
  const ids = { version: 1, edgeId, cameraId: camera.id } as const;
  let capture: CaptureHealth = newHealth(clock.now());
  let view: ViewHealth['state'] | null = null;
  let { fences } = options;
  let framesAnalysed = 0;
  const current = (): CameraStatus => {
    const { state, problem, reason, since, lastFrameAt, framesDropped, reconnects, decode } =
      capture;
    return {
      ...ids,
      state,
      problem: problem === null ? null : cutText(problem),
      since,
      lastFrameAt,
      framesDropped,
      reconnects,
      decode,
      ...(reason === null ? {} : { reason }),
      view,
      framesAnalysed,
      openIncidents: openIncidents(),
      fences,
      sentAt: clock.now(),
    };
  };
  const tell = () => {
    const status = current();
    metrics.framesDropped.set({ camera: camera.id }, status.framesDropped);
    metrics.setCamera(status);
    reporter?.update(status);
  };
  return {
    current,
    notes: () => capture.notes,
    fences(next) {
      fences = next;
      tell();
    },
    health(next) {
      capture = next;
      tell();
    },
    analysed(next) {
      view = next.state;
      framesAnalysed += 1;
      tell();
    },
  };
}
