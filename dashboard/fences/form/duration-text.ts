// Splits a duration of a fence, "40s", into amount and unit for the form, and joins them again.
export const durationUnits = ['s', 'm', 'h', 'd'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface DurationParts {
  /** As typed: if it is no number, the check of the fence reports it. */
  amount: string;
  unit: DurationUnit;
}

const unitMs: Record<DurationUnit, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Null when not set. An unreadable duration is kept as the amount, so that nothing is lost. */
export function durationParts(text: string | undefined): DurationParts | null {
  if (text === undefined) return null;
  const [, amount, unit] = /^(.*?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount === undefined) return { amount: text, unit: 's' };
  if (unit === 'ms') return { amount: String(Number(amount) / 1000), unit: 's' };
  return { amount, unit: unit as DurationUnit };
}

export function durationText({ amount, unit }: DurationParts): string | undefined {
  const typed = amount.trim().replace(',', '.');
  return typed === '' ? undefined : `${typed}${unit}`;
}

/** In the largest unit without a fraction: 600000 is 10 minutes. */
export function partsOfMs(ms: number): DurationParts {
  const unit = [...durationUnits].reverse().find((one) => ms % unitMs[one] === 0) ?? 's';
  return { amount: String(ms / unitMs[unit]), unit };
}
