// Durations as people write them in site files: "500ms", "40s", "2m", "1h", "1d". In code they are always milliseconds.
import { z } from 'zod';

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const expected = 'expected a duration such as "40s" or "2m"';
const longestMs = 366 * unitMs.d;

const durationText = z
  .string(expected)
  .max(20, { error: expected, abort: true })
  .regex(pattern, { error: expected, abort: true })
  .refine((text) => durationMs(text) <= longestMs, 'expected at most 366d');

/** Parses "40s" to 40000. Refuses bare numbers: a number without a unit is a guess. */
export const durationSchema = durationText.transform((text) => durationMs(text));

/** The same, and longer than zero. */
export const positiveDurationSchema = durationText
  .refine((text) => durationMs(text) > 0, 'expected a duration longer than zero')
  .transform((text) => durationMs(text));

function durationMs(text: string): number {
  const [, amount = '0', unit = 'ms'] = pattern.exec(text) ?? [];
  return Math.round(Number(amount) * unitMs[unit as keyof typeof unitMs]);
}
