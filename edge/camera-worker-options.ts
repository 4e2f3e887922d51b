// The options of one camera's worker.
import type { Logger } from 'pino';
import type { Camera, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { LogIns } from './capture/log-ins.ts';
import type { superviseCapture } from './capture/supervise.ts';
import type { Clock } from '../host/clock.ts';
import type { FenceSource } from './fences/fence-keeper.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { StatusReporter } from './health/status-reporter.ts';
import type { Overload } from './looks/overload.ts';
import type { Outboxes } from './outboxes.ts';
import type { CameraHistory } from './history/camera-history.ts';
import type { createCameraPipeline } from './pipeline/pipeline.ts';
import type { RingBuffer } from './record/ring-buffer.ts';

export interface CameraWorkerOptions {
  camera: Camera;
  site: Pick<Site, 'timezone' | 'calendar'>;
  fences: FenceSource;
  edgeId: string;
  detector: Detector;
  stateFile: string;
  /** Null while nothing can be recorded. */
  buffer: RingBuffer | null;
  outboxes: Pick<Outboxes, 'putAlert' | 'putPicture' | 'putClip' | 'isDurable'>;
  past: CameraHistory;
  reporter: StatusReporter | null;
  metrics: EdgeMetrics;
  /** Shared by all cameras of the worker. */
  logIns?: LogIns;
  overload?: Overload;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Replaced in tests. */
  createPipeline?: typeof createCameraPipeline;
  capture?: typeof superviseCapture;
}
