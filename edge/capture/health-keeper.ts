// Keeps the health of one camera, as its capture sees it. Reports every change, and logs a problem only when it differs from the
// last one.
import type { Logger } from 'pino';
import type { Camera, CameraStatus, HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DecodeMode } from './capture-plan.ts';
import type { Capture } from './open-capture.ts';

/** Why a camera is not live, or a secondary problem, as a code with values. */
export type CaptureReason = Pick<HealthProblem, 'code' | 'values'>;

export interface CaptureHealth {
  state: CameraStatus['state'];
  /** A sentence when the state is not `live`, else null. */
  problem: string | null;
  /** The same as a code; null while there is no problem. */
  reason: CaptureReason | null;
  /** Secondary problems, such as a failed recording. */
  notes: readonly CaptureReason[];
  /** When the camera entered this state, epoch ms. */
  since: number;
  lastFrameAt: number | null;
  framesDropped: number;
  reconnects: number;
  decode: DecodeMode | null;
}

export interface HealthKeeper {
  readonly current: Readonly<CaptureHealth>;
  /** Call for each frame. */
  frame(capture: Pick<Capture, 'status'>): void;
  fail(state: CameraStatus['state'], problem: string, reason: CaptureReason): void;
  /** Sets a secondary problem, the newest per code; `values` null clears it. */
  note(code: CaptureReason['code'], values: CaptureReason['values'] | null): void;
  /** Call at the end of an attempt: its counters are added up. */
  ended(capture: Pick<Capture, 'status'>): void;
}

export interface HealthKeeperOptions {
  camera: Pick<Camera, 'id'>;
  clock: Clock;
  log: Logger;
  onHealth: (health: CaptureHealth) => void;
}

export function createHealthKeeper(options: HealthKeeperOptions): HealthKeeper {
  const { clock, onHealth } = options;
  const log = createProblemLog(options);
  let current = newHealth(clock.now());
  let droppedBefore = 0;

  const change = (next: Partial<CaptureHealth>) => {
    const isOther = next.state !== undefined && next.state !== current.state;
    const since = isOther ? clock.now() : current.since;
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
      const isBack = current.state !== 'live' && current.lastFrameAt !== null;
      const reconnects = current.reconnects + (isBack ? 1 : 0);
      log.live(current.state !== 'live', reconnects);
      const lastFrameAt = clock.now();
      change({ ...noProblem, state: 'live', reconnects, lastFrameAt, ...counted(capture) });
    },
    fail(state, problem, reason) {
      log.problem(state, problem);
      change({ state, problem, reason });
    },
    note(code, values) {
      const others = current.notes.filter((note) => note.code !== code);
      change({ notes: values === null ? others : [...others, { code, values }] });
    },
    ended(capture) {
      current = { ...current, ...counted(capture) };
      droppedBefore = current.framesDropped;
    },
  };
}

const noProblem = { problem: null, reason: null } as const;

/** Logs a problem when it differs from the last one. */
function createProblemLog({ camera, log }: HealthKeeperOptions) {
  const cameraId = camera.id;
  let logged: string | null = null;
  return {
    live: (isNew: boolean, reconnects: number): void => {
      if (isNew) log.info({ cameraId, reconnects }, 'camera is live');
      logged = null;
    },
    problem: (state: CameraStatus['state'], problem: string): void => {
      if (problem !== logged) log.warn({ cameraId, state, problem }, 'camera fails');
      logged = problem;
    },
  };
}

export function newHealth(now: number): CaptureHealth {
  return {
    state: 'starting',
    problem: null,
    reason: null,
    notes: [],
    since: now,
    lastFrameAt: null,
    framesDropped: 0,
    reconnects: 0,
    decode: null,
  };
}
