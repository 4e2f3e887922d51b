// The ring buffers of all cameras. A buffer that cannot be opened, on a disk that is full or read-only, is retried later;
// meanwhile its camera is watched without recording. Takes a function that opens one; returns the open ones.
import type { Logger } from 'pino';
import type { Clock } from '../host/clock.ts';
import type { FoundProblem } from './found-problem.ts';
import type { RingBuffer } from './record/ring-buffer.ts';
import { codeOf } from '../host/error-code.ts';
import { messageOf } from '../host/error-message.ts';

export interface Rings {
  /** Null when it is not open. */
  of(cameraId: string): RingBuffer | null;
  /** Opens the ring unless it is open; null when that fails. */
  open(cameraId: string): Promise<RingBuffer | null>;
  /** Retries; resolves when it is open or `signal` aborts. */
  whenOpen(cameraId: string, signal: AbortSignal): Promise<void>;
  problemsOf(cameraId: string): readonly FoundProblem[];
  /** The open ring buffers. */
  all(): RingBuffer[];
  /** Whether the site has this camera at all. */
  knows(cameraId: string): boolean;
}

export interface RingsOptions {
  /** Whether the site has this camera now; cameras may be added and removed. */
  knows: (cameraId: string) => boolean;
  openOne: (cameraId: string) => Promise<RingBuffer>;
  clock: Clock;
  log: Logger;
}

const tryEveryMs = 15_000;

export function createRings({ knows, openOne, clock, log }: RingsOptions): Rings {
  const rings = new Map<string, RingBuffer>();
  const problems = new Map<string, string>();
  const tryToOpen = async (cameraId: string): Promise<RingBuffer | null> => {
    try {
      const ring = await openOne(cameraId);
      rings.set(cameraId, ring);
      if (problems.delete(cameraId)) log.info({ cameraId }, 'video can be recorded again');
      return ring;
    } catch (error) {
      const problem = codeOf(error) ?? messageOf(error);
      if (problems.get(cameraId) !== problem)
        log.error({ cameraId, error }, 'no video can be recorded: analysis continues');
      problems.set(cameraId, problem);
      return null;
    }
  };
  const open = onceEach((cameraId) => rings.get(cameraId), tryToOpen);
  return {
    of: (cameraId) => rings.get(cameraId) ?? null,
    open,
    whenOpen: async (cameraId, signal) => {
      do await clock.wait(tryEveryMs, signal);
      while (!signal.aborted && !(await open(cameraId)));
    },
    problemsOf: (cameraId) => {
      const detail = problems.get(cameraId);
      if (detail === undefined) return [];
      return [{ code: 'camera-not-recording', subject: cameraId, values: { detail } }];
    },
    all: () => [...rings.values()],
    knows,
  };
}

/** Two rings on one folder would each delete what the other knows, so an opening that is on its way is shared. */
function onceEach(
  find: (cameraId: string) => RingBuffer | undefined,
  open: (cameraId: string) => Promise<RingBuffer | null>,
): Rings['open'] {
  const opening = new Map<string, Promise<RingBuffer | null>>();
  return async (cameraId) => {
    const there = find(cameraId);
    if (there) return there;
    const begun = opening.get(cameraId) ?? open(cameraId);
    opening.set(cameraId, begun);
    return begun.finally(() => opening.delete(cameraId));
  };
}
