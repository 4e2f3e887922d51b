// Starts the watch of the clock: what waits for a time is brought forward when the clock is set back. Takes the parts and the timers;
// stops with dispatch.
import { createClockWatch, type ClockWatch } from './engine/watch-clock.ts';
import type { TimerQueue } from './engine/timer-queue.ts';
import type { Parts } from './parts.ts';
import type { SetBack } from './timers/set-back.ts';

/** Retries wait for five minutes, unless a channel has said how long. */
const longestRetryMs = 5 * 60_000;

/** What waits for a time is brought forward when the clock is set back; at the start only what cannot be meant. */
export function startClockWatch(
  { store, late, clock, log }: Parts,
  timers: TimerQueue,
  undo: (() => Promise<unknown>)[],
): ClockWatch {
  const stopping = new AbortController();
  const bringForward = async ({ byMs }: SetBack) => {
    const now = clock.now();
    await store.direct.beginAnew(byMs > 0 ? now : now + longestRetryMs, now);
    timers.wantAll(await store.engine.lookAtAhead(now));
    if (byMs > 0) await late.queue?.takeDelayed();
  };
  const watch = createClockWatch({ clock, log, bringForward });
  const watching = watch.run(stopping.signal);
  undo.push(async () => {
    stopping.abort();
    await watching;
  });
  return watch;
}
