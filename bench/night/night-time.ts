// The clock of a night, shared by all its parts. It runs many times faster than real time, up to a limit that is raised while
// everything is done in time. Takes the start and the speed; returns the time, and tells followers each new limit.
import type { Clock } from '../../host/clock.ts';
import { shownAt, type FastTime } from '../dispatch/fast-clock.ts';

export interface NightTime {
  /** The time of dispatch's clock. */
  shown(): number;
  /** The setting for a new follower. */
  current(): FastTime;
  /** Raises the limit by this much beyond the current time. */
  allow(ms: number): void;
  /** Calls `tell` with each new setting. */
  follow(tell: (time: FastTime) => void): void;
  /** Resolves when this many minutes of the night are over. */
  untilMinute(minutes: number, signal?: AbortSignal): Promise<void>;
  sleepMinutes(minutes: number, signal?: AbortSignal): Promise<void>;
}

export interface NightTimeOptions {
  /** The start of the night. */
  begins: number;
  /** The speed relative to real time. */
  factor: number;
}

const lookMs = 50;
const shortestLookMs = 5;

export function createNightTime({ begins, factor }: NightTimeOptions, world: Clock): NightTime {
  let time: FastTime = { worldStart: world.now(), shownStart: begins, factor, until: begins };
  const followers: ((time: FastTime) => void)[] = [];
  const shown = () => shownAt(time, world.now());
  const untilShown = async (at: number, signal?: AbortSignal) => {
    while (signal?.aborted !== true && shown() < at) {
      const leftMs = (at - shown()) / factor;
      await world.wait(Math.max(shortestLookMs, Math.min(leftMs, lookMs)), signal);
    }
  };
  return {
    shown,
    current: () => time,
    allow: (ms) => {
      const shownStart = shown();
      time = { worldStart: world.now(), shownStart, factor, until: shownStart + ms };
      for (const tell of followers) tell(time);
    },
    follow: (tell) => followers.push(tell),
    untilMinute: (minutes, signal) => untilShown(begins + minutes * 60_000, signal),
    sleepMinutes: (minutes, signal) => untilShown(shown() + minutes * 60_000, signal),
  };
}
