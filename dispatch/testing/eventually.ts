// Waiting in tests over real servers.
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until an expectation is met; fails with its last error. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  holds: (value: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const late = Date.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (holds(value)) return value;
    if (Date.now() > late) throw new Error(`still ${JSON.stringify(value)} after ${withinMs} ms`);
    await sleep(25);
  }
}
