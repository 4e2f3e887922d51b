// The time of a night, which all its parts share. It runs many times faster than the world, but only so far ahead as it has been
// allowed to: whoever watches the machine allows a little more as long as all is done in time. Takes when the night begins and how
// fast it may run; gives what it shows, and tells followers how far it may go.
import type { Clock } from '../../host/clock.ts';
import { shownAt, type FastTime } from '../dispatch/fast-clock.ts';

export interface NightTime {
  /** What the clock of dispatch shows. */
  shown(): number;
  /** For who begins now. */
  current(): FastTime;
  /** It may go so far beyond what it shows now. */
  allow(ms: number): void;
  /** Calls `tell` each time it may go further. */
  follow(tell: (time: FastTime) => void): void;
  /** Resolves when so many minutes of the night are over. */
  untilMinute(minutes: number, signal?: AbortSignal): Promise<void>;
  sleepMinutes(minutes: number, signal?: AbortSignal): Promise<void>;
}

export interface NightTimeOptions {
  /** What it shows first. */
  begins: number;
  /** How much faster than the world. */
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
