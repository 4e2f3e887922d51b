// Polls until the signal aborts, with a pause after each answer. Takes the request and the wait as functions, so that tests need
// no clock.
export interface PollOptions {
  ask: (signal: AbortSignal) => Promise<void>;
  /** Resolves after the pause, earlier when there is a reason to ask at once, or on the signal. */
  pause: (signal: AbortSignal) => Promise<void>;
}

export async function poll({ ask, pause }: PollOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ask(signal);
    if (isAborted(signal)) return;
    await pause(signal);
  }
}

/** Waits one period, and longer while the page is hidden. */
export async function pauseWhileVisible(ms: number, signal: AbortSignal): Promise<void> {
  await untilFired((fire) => {
    const timer = setTimeout(fire, ms);
    return () => {
      clearTimeout(timer);
    };
  }, signal);
  if (!document.hidden || signal.aborted) return;
  await untilFired((fire) => {
    document.addEventListener('visibilitychange', fire, { once: true });
    return () => {
      document.removeEventListener('visibilitychange', fire);
    };
  }, signal);
}

function untilFired(arm: (fire: () => void) => () => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      disarm();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const disarm = arm(end);
    signal.addEventListener('abort', end);
  });
}

/** The signal may have aborted during the wait, which the type checker cannot know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
