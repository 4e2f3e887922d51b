// One connection to /api/events through the browser's EventSource, and the wait before the next. Its built-in reconnect is not
// used: it gives up for good on any HTTP error, as from a restarting server.
import { ownAddress } from '../api/own-address.ts';
import { watchHeartbeat, type Timers } from './heartbeat-watch.ts';
import type { LiveConnectionHandlers } from './live-feed.ts';
import { liveEventTypes, parseLiveMessage } from './live-message.ts';

const browserTimers: Timers = {
  start: (callback, ms) => window.setTimeout(callback, ms),
  cancel: (timer) => {
    window.clearTimeout(timer);
  },
};

/**
 * Ends when the connection breaks or goes silent, when the phone wakes up (a connection from before looks alive), or by the
 * signal.
 */
export function connectEventSource(
  handlers: LiveConnectionHandlers,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(ownAddress('/api/events'));
    const stopListening = onWakeUp(() => {
      end();
    });
    const end = () => {
      source.close();
      watch.stop();
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const watch = watchHeartbeat(browserTimers, end);
    source.onopen = handlers.onOpen;
    source.onerror = end;
    for (const type of liveEventTypes)
      source.addEventListener(type, (message: MessageEvent<string>) => {
        const parsed = parseLiveMessage(type, message.data);
        const beat = parsed.ok && parsed.event.type === 'heartbeat' ? parsed.event : null;
        watch.heard(beat?.everyMs);
        handlers.onHeard();
        if (beat) return;
        if (parsed.ok) handlers.onEvent(parsed.event);
        else reportError(new Error(`live event "${type}": ${parsed.message}`));
      });
    signal.addEventListener('abort', end);
  });
}

/** Waits, but no longer than until the network is back or the page becomes visible. */
export function waitOrWakeUp(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stopListening = onWakeUp(end);
    signal.addEventListener('abort', end);
  });
}

const longSleepMs = 20_000;

/** Calls back when the network returns, or when the page becomes visible after a while in the background. */
function onWakeUp(callback: () => void): () => void {
  let hiddenAt: number | null = null;
  const onVisibility = () => {
    if (document.hidden) hiddenAt = performance.now();
    else if (hiddenAt !== null && performance.now() - hiddenAt > longSleepMs) callback();
  };
  window.addEventListener('online', callback);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('online', callback);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
