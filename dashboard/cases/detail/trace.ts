// The decision trace of a case, checked and made readable: which unit each number is in follows from its name.
import type { z } from 'zod';
import { incidentEventSchema } from '../../../contracts/index.ts';

const traceSchema = incidentEventSchema.shape.trace;
export type Trace = z.infer<typeof traceSchema>;

export type EvidenceValue =
  { unit: 'share'; text: string } | { unit: 'ms'; ms: number } | { unit: 'number'; text: string };

/** Null when what came is no trace: older cases may have another form. */
export function parseTrace(value: unknown): Trace | null {
  return traceSchema.safeParse(value).data ?? null;
}

/** Names like `dwellMs` are milliseconds, names like `cover` or `confidence` are shares of one. */
export function readEvidence(name: string, value: number): EvidenceValue {
  if (/ms$/i.test(name)) return { unit: 'ms', ms: value };
  if (value >= 0 && value <= 1 && /cover|confidence|share|area|iou|overlap|contrast/i.test(name))
    return { unit: 'share', text: formatShare(value) };
  return { unit: 'number', text: formatNumber(value) };
}

/** "43 %", small shares with one decimal: "0.4 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent !== 0 && Math.abs(percent) < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** At most two decimals, and no trailing zeros. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `minCover` or `stall-seen` as words: "min cover", "stall seen". */
export function wordsOf(name: string): string {
  return name
    .replace(/Ms$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
}
