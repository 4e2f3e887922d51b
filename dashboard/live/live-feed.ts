// Keeps one connection for live events: when it breaks, waits and opens a new one, until the signal aborts. Takes functions to
// connect and to wait; emits events and the state of the connection.
import type { LiveEvent } from '../../contracts/index.ts';
import { backOffMs } from '../../host/back-off.ts';

/** `connecting` only before the first connection; after that it is `live` or `lost`. */
export type ConnectionState = 'connecting' | 'live' | 'lost';

export interface LiveConnectionHandlers {
  onOpen: () => void;
  /** A message came, even if only a heartbeat. */
  onHeard: () => void;
  onEvent: (event: LiveEvent) => void;
}

export interface LiveFeedOptions {
  /** Resolves when the connection has ended, for any reason, or the signal aborts. */
  connect: (handlers: LiveConnectionHandlers, signal: AbortSignal) => Promise<void>;
  /** Resolves after the time, or sooner when there is reason to try at once. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  onState: (state: ConnectionState) => void;
  onHeard: () => void;
  onEvent: (event: LiveEvent) => void;
}

export async function runLiveFeed(options: LiveFeedOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const handlers: LiveConnectionHandlers = {
    onOpen: () => {
      failures = 0;
      options.onState('live');
    },
    onHeard: options.onHeard,
    onEvent: options.onEvent,
  };
  while (!signal.aborted) {
    await options.connect(handlers, signal);
    if (isAborted(signal)) return;
    options.onState('lost');
    failures += 1;
    await options.wait(backOffMs(backOff, failures), signal);
  }
}

/** A responder must not wait long when the connection is back. */
const backOff = { firstMs: 1000, longestMs: 15_000 };

/** The signal may have aborted during the wait, which the type checker cannot know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
