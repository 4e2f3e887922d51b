// The decision trace of a case, validated and made readable: the unit of each number follows from its name.
import type { z } from 'zod';
import { incidentEventSchema } from '../../contracts/index.ts';

const traceSchema = incidentEventSchema.shape.trace;
export type Trace = z.infer<typeof traceSchema>;

export type EvidenceValue =
  | { unit: 'share'; text: string }
  /** A piece of evidence, and the share of the time that it held. */
  | { unit: 'held'; text: string }
  | { unit: 'ms'; ms: number }
  | { unit: 'number'; text: string };

/** Null for an invalid trace: older cases may have another form. */
export function parseTrace(value: unknown): Trace | null {
  return traceSchema.safeParse(value).data ?? null;
}

const shares = ['cover', 'fenceShare', 'pictureShare', 'contrast', 'confidence'];
const signs = ['set-up', 'stall', 'umbrella', 'table', 'goods', 'wheels', 'keeper', 'customer'];

/** Names that end in `Ms` are milliseconds, some are shares of one, the rest are plain numbers. */
export function readEvidence(name: string, value: number): EvidenceValue {
  if (name.endsWith('Ms')) return { unit: 'ms', ms: value };
  if (signs.includes(name)) return { unit: 'held', text: formatShare(value) };
  if (shares.includes(name)) return { unit: 'share', text: formatShare(value) };
  return { unit: 'number', text: formatNumber(value) };
}

/** "43 %", small shares with one decimal: "0.4 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent !== 0 && Math.abs(percent) < 1 ? percent.toFixed(1) : Math.round(percent)}\u00a0%`;
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
