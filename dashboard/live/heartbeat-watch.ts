// Tells a quiet connection from a dead one: the server sends a heartbeat, and whoever misses two has lost touch. A link that
// died silently, or a server that hangs, raises no error in the browser.
export interface HeartbeatWatch {
  /** Something came; a heartbeat says how often the next ones come. */
  heard: (everyMs?: number) => void;
  stop: () => void;
}

export interface Timers {
  start(callback: () => void, ms: number): number;
  cancel(timer: number): void;
}

/** As long as a connection may take until it says its first word. */
export const firstWordMs = 12_000;
/** What a heartbeat may be late by on a slow line. */
export const graceMs = 2000;

export function watchHeartbeat(timers: Timers, onSilence: () => void): HeartbeatWatch {
  let periodMs: number | null = null;
  let timer = timers.start(onSilence, firstWordMs);
  return {
    heard: (everyMs) => {
      periodMs = everyMs ?? periodMs;
      timers.cancel(timer);
      timer = timers.start(onSilence, periodMs === null ? firstWordMs : 2 * periodMs + graceMs);
    },
    stop: () => {
      timers.cancel(timer);
    },
  };
}
