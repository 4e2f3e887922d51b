// Asks again and again for as long as the signal lasts, with a pause between: the next question waits for the answer to
// the last. Takes what asks and what waits, so that tests need no clock.
export interface PollOptions {
  ask: (signal: AbortSignal) => Promise<void>;
  /** Resolves after the pause, sooner when there is reason to ask at once, or by the signal. */
  pause: (signal: AbortSignal) => Promise<void>;
}

export async function poll({ ask, pause }: PollOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ask(signal);
    if (isAborted(signal)) return;
    await pause(signal);
  }
}

/** Waits a period, and while nobody looks at the page as long as that takes. */
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

/** A signal may have changed while we waited, which the type checker cannot know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
