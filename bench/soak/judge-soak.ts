// THE VERDICT of a soak: whether memory, handles or threads of a part grow, whether people wait longer and longer, and what the
// checker of chaos found. Pure: takes the samples, the faults that were done, and the checker's verdict.
import type { ChaosFault } from '../chaos/chaos-fault.ts';
import type { Sample } from './sample.ts';
import { growthOf, medianOf, type Growth, type Point } from './slope.ts';

export const usedNames = ['memoryMb', 'handles', 'threads'] as const;
export type UsedName = (typeof usedNames)[number];
export const delayNames = ['frameToAlertMs', 'alertToPhoneMs'] as const;
export type DelayName = (typeof delayNames)[number];

export interface Judged {
  /** As `dispatch (pid 12)`. */
  source: string;
  what: UsedName | DelayName;
  growth: Growth;
  grows: boolean;
}

export interface SoakVerdict {
  /** What was long enough to be judged. */
  judged: Judged[];
  /** Lives of processes that were too short. */
  tooShort: string[];
  /** From the checker of chaos. */
  faults: ChaosFault[];
  ok: boolean;
}

export interface SoakInput {
  samples: readonly Sample[];
  /** Delays at these times, and a minute later, are those of a fault. */
  spans: readonly { from: number; until: number }[];
  faults: readonly ChaosFault[];
}

/** Growth that is allowed in the judged time: a share of the usual value, and an amount. Both must be exceeded. */
const allowed: Readonly<Record<UsedName | DelayName, { share: number; amount: number }>> = {
  memoryMb: { share: 0.1, amount: 15 },
  handles: { share: 0.1, amount: 10 },
  threads: { share: 0.1, amount: 4 },
  frameToAlertMs: { share: 1, amount: 1000 },
  alertToPhoneMs: { share: 1, amount: 1000 },
};
/** Servers that are not ours keep what they want: they are drawn, not judged. In Redis is only what we put there. */
const judgedParts = /^(dispatch|redis|edge-\d+( streams)?)$/;
const leastSamples = 20;
const mostWarmUpMs = 600_000;
const warmUpShare = 0.25;
const calmAfterMs = 60_000;
/** The checker judges memory by less; a soak has its own slopes. */
const judgedHere: readonly ChaosFault['fault'][] = ['memory-grew', 'handles-grew'];

export function judgeSoak({ samples, spans, faults }: SoakInput): SoakVerdict {
  const warmUpMs = warmUpOf(samples);
  const lives = livesOf(samples);
  const enough = lives
    .map((life) => ({ ...life, rows: warm(life.rows, warmUpMs) }))
    .filter(({ rows }) => rows.length >= leastSamples);
  const judged = [
    ...enough.flatMap(({ source, rows }) =>
      usedNames.map((what) =>
        judge(
          source,
          what,
          rows.map((row) => ({ at: row.at, value: row[what] })),
        ),
      ),
    ),
    ...delayNames.map((what) => judge('people', what, calmDelays(what, { samples, spans }))),
  ].filter((one) => one !== null);
  const kept = faults.filter(({ fault }) => !judgedHere.includes(fault));
  const tooShort = lives
    .filter(({ source }) => !enough.some((one) => one.source === source))
    .map(({ source }) => source);
  const ok = kept.length === 0 && judged.length > 0 && judged.every(({ grows }) => !grows);
  return { judged, tooShort, faults: kept, ok };
}

export function warmUpOf(samples: readonly Sample[]): number {
  const ms = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  return Math.min(mostWarmUpMs, ms * warmUpShare);
}

function judge(source: string, what: Judged['what'], points: readonly Point[]): Judged | null {
  const growth = points.length < leastSamples ? null : growthOf(points);
  if (growth === null) return null;
  const { share, amount } = allowed[what];
  const isMore = growth.rise > amount && growth.rise > share * growth.usual;
  return { source, what, growth, grows: isMore && growth.goesOn };
}

type Row = { at: number } & Record<UsedName, number>;
interface Life {
  source: string;
  rows: Row[];
}

/** A process that was started again begins anew. */
function livesOf(samples: readonly Sample[]): Life[] {
  const lives = new Map<string, Life>();
  for (const { at, parts } of samples)
    for (const { part, pid, memoryMb, handles, threads } of parts) {
      if (!judgedParts.test(part)) continue;
      const source = `${part} (pid ${pid})`;
      const life = lives.get(source) ?? { source, rows: [] };
      life.rows.push({ at, memoryMb, handles, threads });
      lives.set(source, life);
    }
  return [...lives.values()];
}

function warm(rows: readonly Row[], warmUpMs: number): Row[] {
  const from = (rows[0]?.at ?? 0) + warmUpMs;
  return rows.filter(({ at }) => at >= from);
}

/** The median of each sample outside of faults. */
function calmDelays(
  what: DelayName,
  { samples, spans }: Pick<SoakInput, 'samples' | 'spans'>,
): Point[] {
  const from = (samples[0]?.at ?? 0) + warmUpOf(samples);
  return samples
    .filter(({ at }) => at >= from)
    .filter(({ at }) => !spans.some((one) => at >= one.from && at <= one.until + calmAfterMs))
    .filter((sample) => sample[what].length > 0)
    .map((sample) => ({ at: sample.at, value: medianOf(sample[what]) }));
}
