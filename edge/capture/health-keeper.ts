// One camera's health as seen from its capture: tells of every change, and logs a problem only when it is another one
// than before.
import type { Logger } from 'pino';
import type { Camera, CameraStatus } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { DecodeMode } from './capture-plan.ts';
import type { Capture } from './open-capture.ts';

export interface CaptureHealth {
  state: CameraStatus['state'];
  /** A sentence when the state is not `live`, else null. */
  problem: string | null;
  /** Since when the camera is in this state, epoch ms. */
  since: number;
  lastFrameAt: number | null;
  framesDropped: number;
  reconnects: number;
  decode: DecodeMode | null;
}

export interface HealthKeeper {
  readonly current: Readonly<CaptureHealth>;
  /** A frame came. */
  frame(capture: Pick<Capture, 'status'>): void;
  fail(state: CameraStatus['state'], problem: string): void;
  /** An attempt is over: what it counted is kept. */
  ended(capture: Pick<Capture, 'status'>): void;
}

export interface HealthKeeperOptions {
  camera: Pick<Camera, 'id'>;
  clock: Clock;
  log: Logger;
  onHealth: (health: CaptureHealth) => void;
}

export function createHealthKeeper(options: HealthKeeperOptions): HealthKeeper {
  const { camera, clock, log, onHealth } = options;
  const cameraId = camera.id;
  let current = newHealth(clock.now());
  let droppedBefore = 0;
  let loggedProblem: string | null = null;

  const change = (next: Partial<CaptureHealth>) => {
    const since = next.state !== current.state ? clock.now() : current.since;
    current = { ...current, ...next, since };
    onHealth(current);
  };
  const counted = ({ status }: Pick<Capture, 'status'>) => ({
    framesDropped: droppedBefore + status.framesDropped,
    decode: status.decode,
  });

  return {
    get current() {
      return current;
    },
    frame(capture) {
      const wasLive = current.state === 'live';
      const reconnects = current.reconnects + (wasLive || current.lastFrameAt === null ? 0 : 1);
      if (!wasLive) log.info({ cameraId, reconnects }, 'camera is live');
      loggedProblem = null;
      const lastFrameAt = clock.now();
      change({ state: 'live', problem: null, reconnects, lastFrameAt, ...counted(capture) });
    },
    fail(state, problem) {
      if (problem !== loggedProblem) log.warn({ cameraId, state, problem }, 'camera fails');
      loggedProblem = problem;
      change({ state, problem });
    },
    ended(capture) {
      current = { ...current, ...counted(capture) };
      droppedBefore = current.framesDropped;
    },
  };
}

function newHealth(now: number): CaptureHealth {
  return {
    ...{ state: 'starting', problem: null, since: now, lastFrameAt: null },
    ...{ framesDropped: 0, reconnects: 0, decode: null },
  };
}
