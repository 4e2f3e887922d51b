// Assembles a camera's status from the parts that each know some of it, and notifies listeners when a part has changed.
import {
  cutText,
  type Camera,
  type CameraStatus,
  type FencesInForce,
  type HeldLease,
  type ViewHealth,
} from '../../contracts/index.ts';
import { newHealth, type CaptureHealth, type CaptureReason } from '../capture/health-keeper.ts';
import type { Clock } from '../../host/clock.ts';
import type { EdgeMetrics } from './metrics.ts';
import type { StatusReporter } from './status-reporter.ts';

export interface StatusKeeperOptions {
  camera: Pick<Camera, 'id'>;
  edgeId: string;
  fences: FencesInForce;
  openIncidents: () => number;
  /** Absent when edges do not share cameras. */
  lease?: HeldLease | undefined;
  reporter: Pick<StatusReporter, 'update'> | null;
  metrics: EdgeMetrics;
  clock: Clock;
}

export interface StatusKeeper {
  fences(status: FencesInForce): void;
  health(health: CaptureHealth): void;
  analysed(view: ViewHealth): void;
  current(): CameraStatus;
  /** The camera's problems other than its state, as codes. */
  notes(): readonly CaptureReason[];
}

export function createStatusKeeper(options: StatusKeeperOptions): StatusKeeper {
  const { camera, clock, metrics, reporter } = options;
  const known: Known = {
    capture: newHealth(clock.now()),
    view: null,
    fences: options.fences,
    framesAnalysed: 0,
  };
  const tell = (change: Partial<Known>) => {
    Object.assign(known, change);
    const status = statusOf(options, known);
    metrics.framesDropped.set({ camera: camera.id }, status.framesDropped);
    metrics.setCamera(status);
    reporter?.update(status);
  };
  return {
    current: () => statusOf(options, known),
    notes: () => known.capture.notes,
    fences: (fences) => {
      tell({ fences });
    },
    health: (capture) => {
      tell({ capture });
    },
    analysed: ({ state }) => {
      tell({ view: state, framesAnalysed: known.framesAnalysed + 1 });
    },
  };
}

interface Known {
  capture: CaptureHealth;
  view: ViewHealth['state'] | null;
  fences: FencesInForce;
  framesAnalysed: number;
}

function statusOf(
  { camera, edgeId, openIncidents, lease, clock }: StatusKeeperOptions,
  { capture, view, fences, framesAnalysed }: Known,
): CameraStatus {
  const { state, problem, reason, since, lastFrameAt, framesDropped, reconnects, decode } = capture;
  return {
    version: 1,
    edgeId,
    cameraId: camera.id,
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
    ...(lease && { lease: { token: lease.token, since: Math.round(lease.since) } }),
    fences,
    sentAt: clock.now(),
  };
}
