// Counts why fences did not alert, over the parts of the log that the worker holds, with the live engine. Takes the fences, the
// span and the store; returns the counts. It yields between slices.
import type { WhyCount } from '../../../contracts/index.ts';
import { createBackTest } from '../../../geofences/index.ts';
import type { WhyJob } from './message.ts';
import type { PartStore } from './part-store.ts';

interface WhyTools {
  readonly store: Pick<PartStore, 'read'>;
  readonly breathe: () => Promise<void>;
}

export async function runWhyJob(
  { fences, timezone, calendar, parts, span }: WhyJob,
  { store, breathe }: WhyTools,
): Promise<readonly WhyCount[]> {
  const test = createBackTest({ fences, timezone, calendar, asksWhy: true });
  for await (const { observations, watched } of store.read(parts)) {
    const counted = observations.filter(
      ({ capturedAt }) => capturedAt >= span.from && capturedAt < span.to,
    );
    test.feed(counted, watched);
    await breathe();
  }
  return test.end().why ?? [];
}
