// Tells a quiet connection from a dead one: the server sends heartbeats, and two missing ones mean a lost connection. A silently
// broken link, or a hanging server, raises no error in the browser.
export interface HeartbeatWatch {
  /** Call for each message; a heartbeat gives the interval of the next ones. */
  heard: (everyMs?: number) => void;
  stop: () => void;
}

export interface Timers {
  start(callback: () => void, ms: number): number;
  cancel(timer: number): void;
}

/** The limit for the first message of a connection. */
export const firstWordMs = 12_000;
/** How late a heartbeat may be on a slow line. */
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
