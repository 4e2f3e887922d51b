// The figures that the edge worker of the bench reports on request. Written by the worker's process, read by the bench.
import { z } from 'zod';

export const runsSchema = z.record(z.string(), z.number());
/** Model runs by size of their input, such as `512x288`. */
export type RunsBySize = z.output<typeof runsSchema>;

export const workerCountsSchema = z.object({
  live: z.number(),
  looks: z.number(),
  dropped: z.number(),
  runs: runsSchema,
  /** From the frame's arrival to its observation, ms, of each look since the last reset. */
  lookDelaysMs: z.array(z.number()),
  /** From the deciding frame to its alert in the outbox, ms. */
  alertDelaysMs: z.array(z.number()),
  loopDelayP99Ms: z.number(),
  /** Ids of the analysis threads; none when the main thread analyses. */
  analysisThreads: z.array(z.number()),
});
export type WorkerCounts = z.output<typeof workerCountsSchema>;

/** The quantile: the smallest value that this share of the values does not exceed; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export function runsBetween(before: RunsBySize, after: RunsBySize): RunsBySize {
  return Object.fromEntries(
    Object.entries(after).map(([size, n]) => [size, n - (before[size] ?? 0)]),
  );
}
