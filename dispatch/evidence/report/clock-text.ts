// Times and spans for the report. Takes a time zone; returns texts with the day, the second and the zone.
import type { InBoth } from '../../../contracts/index.ts';

export interface ClockText {
  /** `2026-11-22 12:00:00`, in the time zone of the site. */
  short(at: number): string;
  /** The same with UTC beside it. */
  inFull(at: number): string;
  /** The name of the zone, and its offset from UTC at that time. */
  zone(at: number): string;
}

export function createClockText(timezone: string): ClockText {
  const numbers = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const own = { ...numbers, ...clock, timeZone: timezone, hourCycle: 'h23' } as const;
  // The Swedish locale has this date format.
  const format = new Intl.DateTimeFormat('sv', own);
  const named = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
  const short = (at: number) => format.format(at);
  return {
    short,
    inFull: (at) => `${short(at)} (UTC ${new Date(at).toISOString().slice(0, 19)}Z)`,
    zone: (at) => {
      const parts = named.formatToParts(at);
      const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
      return `${timezone} (${offset.replace('GMT', 'UTC')})`;
    },
  };
}

/** The two largest units. */
export function spanText(ms: number): InBoth {
  const seconds = Math.round(ms / 1000);
  const units: readonly [size: number, zh: string, en: string][] = [
    [86_400, '天', 'd'],
    [3600, '小时', 'h'],
    [60, '分', 'min'],
    [1, '秒', 's'],
  ];
  let left = seconds;
  const parts = units.flatMap(([size, zh, en]) => {
    const count = Math.floor(left / size);
    left %= size;
    return count === 0 ? [] : [{ zh: `${count} ${zh}`, en: `${count} ${en}` }];
  });
  const told = parts.length === 0 ? [{ zh: '0 秒', en: '0 s' }] : parts.slice(0, 2);
  return {
    zh: told.map(({ zh }) => zh).join(' '),
    en: told.map(({ en }) => en).join(' '),
  };
}
