// A duration in words of the chosen language, with at most two units: "42 s", "3 min 20 s", "1 h 5 min".
import type { TFunction } from 'i18next';

export type DurationText =
  | { key: 'duration.seconds'; seconds: number }
  | { key: 'duration.minutes'; minutes: number }
  | { key: 'duration.minutesSeconds'; minutes: number; seconds: number }
  | { key: 'duration.hours'; hours: number }
  | { key: 'duration.hoursMinutes'; hours: number; minutes: number }
  | { key: 'duration.days'; days: number }
  | { key: 'duration.daysHours'; days: number; hours: number };

export function formatDuration(t: TFunction, ms: number): string {
  const { key, ...parts } = durationText(ms);
  return t(key, parts);
}

/** Below 10 minutes to the second, below a day to the minute, then to the hour. Negative durations count as zero. */
export function durationText(ms: number): DurationText {
  const total = Math.max(0, Math.floor(ms / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  if (days > 0)
    return hours > 0 ? { key: 'duration.daysHours', days, hours } : { key: 'duration.days', days };
  if (hours > 0)
    return minutes > 0
      ? { key: 'duration.hoursMinutes', hours, minutes }
      : { key: 'duration.hours', hours };
  if (minutes >= 10 || (minutes > 0 && seconds === 0)) return { key: 'duration.minutes', minutes };
  if (minutes > 0) return { key: 'duration.minutesSeconds', minutes, seconds };
  return { key: 'duration.seconds', seconds };
}
