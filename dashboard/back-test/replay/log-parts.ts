// The parts of an observation log that cover a time span. Parts begin at fixed hours, so that a longer or later span needs only
// the missing ones.
import type { Stretch, TimeSpan } from '../../api/camera-calls.ts';

export const spanNames = ['12h', '24h', '3n', '7n'] as const;
export type SpanName = (typeof spanNames)[number];

const hourMs = 3_600_000;
export const spanMs: Record<SpanName, number> = {
  '12h': 12 * hourMs,
  '24h': 24 * hourMs,
  '3n': 72 * hourMs,
  '7n': 168 * hourMs,
};

export function lookBack(name: SpanName, now: number): TimeSpan {
  return { from: now - spanMs[name], to: now };
}

export interface LogPart extends TimeSpan {
  /** The same key means the same observations. */
  key: string;
}

const partMs = 6 * hourMs;

/** The parts of the span, oldest first, without those that have no log. */
export function planParts(
  stretches: readonly Pick<Stretch, 'from' | 'to'>[],
  span: TimeSpan,
): LogPart[] {
  const first = Math.floor(span.from / partMs);
  const count = Math.max(0, Math.ceil(span.to / partMs) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * partMs)
    .map((from) => ({ from, to: Math.min(from + partMs, span.to) }))
    .filter((part) => stretches.some(({ from, to }) => to >= part.from && from < part.to))
    .map(({ from, to }) => ({ key: `${from}-${to}`, from, to }));
}
