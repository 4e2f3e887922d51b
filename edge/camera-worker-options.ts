// The options of one camera's worker.
import type { Logger } from 'pino';
import type { Camera, HeldLease, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { LogIns } from './capture/log-ins.ts';
import type { superviseCapture } from './capture/supervise.ts';
import type { Clock } from '../host/clock.ts';
import type { FenceSource } from './fences/fence-keeper.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { StatusReporter } from './health/status-reporter.ts';
import type { Overload } from './schedule/overload.ts';
import type { ReportedIncidents } from './leases/reported-incidents.ts';
import type { StateSharer } from './leases/shared-state.ts';
import type { Outboxes } from './outboxes.ts';
import type { CameraHistory } from './history/camera-history.ts';
import type { createCameraPipeline } from './pipeline/pipeline.ts';
import type { RingBuffer } from './record/ring-buffer.ts';

/** Options that all cameras of a worker share. */
export interface SharedByCameras {
  site: Pick<Site, 'timezone' | 'calendar'>;
  edgeId: string;
  metrics: EdgeMetrics;
  /** Shared by all cameras of the worker. */
  logIns?: LogIns;
  overload?: Overload;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

/** What a camera needs of its lease. */
export interface CameraSharing {
  readonly lease: HeldLease;
  readonly state: StateSharer;
  /** Incidents of the camera that any holder has reported. */
  readonly reported: ReportedIncidents;
  /** Whether this edge still holds the camera; asks Redis if the last confirmation is too old. */
  readonly isSure: () => Promise<boolean>;
}

/** Where the results of this camera go. */
export interface CameraOutputs {
  stateFile: string;
  /** Null while nothing can be recorded. */
  buffer: RingBuffer | null;
  outboxes: Pick<Outboxes, 'putAlert' | 'putPicture' | 'putClip' | 'isDurable'>;
  history: CameraHistory;
  reporter: StatusReporter | null;
  /** Absent when edges do not share cameras. */
  sharing?: CameraSharing | undefined;
}

export interface CameraWorkerOptions extends SharedByCameras, CameraOutputs {
  camera: Camera;
  fences: FenceSource;
  detector: Detector;
  /** Replaced in tests. */
  createPipeline?: typeof createCameraPipeline;
  capture?: typeof superviseCapture;
}
