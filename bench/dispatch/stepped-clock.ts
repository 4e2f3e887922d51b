// A clock whose time of day can be set forward and back while it runs, as by a hand or a broken time server. Its steady time goes on.
import { systemClock, type Clock } from '../../host/clock.ts';

export interface SteppedClock extends Clock {
  /** Sets it to this far from the true time. */
  setOff(byMs: number): void;
}

export function createSteppedClock(byMs = 0, world: Clock = systemClock): SteppedClock {
  let offMs = byMs;
  return {
    now: () => world.now() + offMs,
    steady: () => world.steady(),
    wait: (ms, signal) => world.wait(ms, signal),
    setOff: (next) => {
      offMs = next;
    },
  };
}
