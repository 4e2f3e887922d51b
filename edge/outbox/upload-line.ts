// Schedules all uploads to dispatch: urgent ones go first, and the total rate stays below the configured limit. Takes the limit
// and a clock; grants turns. Every upload is sent in small pieces, so a picture waits at most for one piece of a clip.
import type { Clock } from '../../host/clock.ts';

/** Most urgent first. `view` is for the camera wall; `past` is history for back-tests. */
export const lanes = ['alerts', 'pictures', 'clips', 'past', 'view'] as const;
export type Lane = (typeof lanes)[number];

export interface UploadLine {
  /** While `send` runs, less urgent lanes start no new piece. `view` blocks no other lane. */
  hold<T>(lane: Lane, send: () => Promise<T>): Promise<T>;
  /** Resolves when nothing more urgent is running, or when the signal aborts. */
  turn(lane: Lane, signal?: AbortSignal): Promise<void>;
  /** Resolves when this many bytes may be sent, or when the signal aborts. */
  pass(lane: Lane, bytes: number, signal?: AbortSignal): Promise<void>;
  /** The largest slice that is sent at once, in bytes, so that the rate is smooth. */
  readonly sliceBytes: number;
}

const usualSliceBytes = 16 * 1024;

/** @param bytesPerSecond null for no limit */
export function createUploadLine(bytesPerSecond: number | null, clock: Clock): UploadLine {
  const busy = new Map<Lane, number>();
  const bucket = createBucket(bytesPerSecond, clock);
  let changed = createWakeSignal();
  const count = (lane: Lane, change: number) => {
    busy.set(lane, (busy.get(lane) ?? 0) + change);
    changed.wake();
    changed = createWakeSignal();
  };
  const mustWait = (lane: Lane) =>
    lane !== 'view' && lanes.slice(0, lanes.indexOf(lane)).some((one) => (busy.get(one) ?? 0) > 0);
  return {
    async hold(lane, send) {
      count(lane, 1);
      try {
        return await send();
      } finally {
        count(lane, -1);
      }
    },
    async turn(lane, signal) {
      while (mustWait(lane) && signal?.aborted !== true) await changed.woken(signal);
    },
    pass: bucket,
    sliceBytes: Math.max(
      256,
      Math.min(usualSliceBytes, Math.floor((bytesPerSecond ?? Infinity) / 8)),
    ),
  };
}

interface Waiting {
  lane: Lane;
  bytes: number;
  go: () => void;
}

function createBucket(bytesPerSecond: number | null, clock: Clock): UploadLine['pass'] {
  if (bytesPerSecond === null) return () => Promise.resolve();
  const waiting: Waiting[] = [];
  let running = false;
  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      // A piece in progress must not stall, so only `view` yields here.
      const urgent = waiting.findIndex(({ lane }) => lane !== 'view');
      const [next] = waiting.splice(Math.max(0, urgent), 1);
      if (!next) break;
      next.go();
      await clock.wait((next.bytes / bytesPerSecond) * 1000);
    }
    running = false;
  };
  return (lane, bytes, signal) =>
    new Promise((resolve) => {
      const go = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const one = { lane, bytes, go };
      const leave = () => {
        const index = waiting.indexOf(one);
        if (index >= 0) waiting.splice(index, 1);
        resolve();
      };
      if (signal?.aborted) {
        resolve();
        return;
      }
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(one);
      if (!running) void run();
    });
}

function createWakeSignal() {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => (wake = resolve));
  return {
    wake: () => {
      wake();
    },
    woken: async (signal?: AbortSignal) => {
      if (!signal) return woken;
      const stop = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
      await Promise.race([woken, stop]);
    },
  };
}
