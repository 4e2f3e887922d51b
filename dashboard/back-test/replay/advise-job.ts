// Computes advice on a fence over the parts of the log that the worker holds. Takes the question and the store; returns the
// advice. It yields between slices, so that replays continue.
import { advise, type Advice } from '../../../geofences/index.ts';
import type { AdviseJob } from './message.ts';
import type { PartStore } from './part-store.ts';

interface AdviseTools {
  readonly store: Pick<PartStore, 'read'>;
  readonly breathe: () => Promise<void>;
}

export function runAdviseJob(job: AdviseJob, { store, breathe }: AdviseTools): Promise<Advice> {
  const { file, verdicts, timezone, calendar, parts, span } = job;
  return advise({
    file,
    verdicts,
    timezone,
    calendar,
    replay: async (feed) => {
      for await (const { observations, watched } of store.read(parts)) {
        const counted = observations.filter(
          ({ capturedAt }) => capturedAt >= span.from && capturedAt < span.to,
        );
        feed(counted, watched);
        await breathe();
      }
    },
  });
}
