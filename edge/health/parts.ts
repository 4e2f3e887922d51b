// The parts of the worker that belong to no camera: pollers, watches, servers. Each is supervised. Takes functions that run a
// part; returns which parts currently fail.
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import { supervise } from '../../host/supervise.ts';
import type { EdgeMetrics } from './metrics.ts';

export interface Parts {
  keep(part: string, runOnce: (signal: AbortSignal) => Promise<void>): void;
  problems(): readonly FoundProblem[];
  /** Resolves when all have ended; never rejects. */
  done(): Promise<void>;
}

export interface PartsOptions {
  metrics: Pick<EdgeMetrics, 'partFailures'>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

export function createParts({ metrics, clock, log, signal }: PartsOptions): Parts {
  const failing = new Map<string, string>();
  const running: Promise<void>[] = [];
  const tell = (part: string, problem: string | null) => {
    if (problem === null) {
      failing.delete(part);
      return;
    }
    failing.set(part, problem);
    metrics.partFailures.inc({ part });
  };
  return {
    keep(part, runOnce) {
      const onProblem = (problem: string | null) => {
        tell(part, problem);
      };
      running.push(supervise({ part, runOnce, signal, clock, log, onProblem }));
    },
    problems: () =>
      [...failing].map(([subject, detail]) => ({
        code: 'edge-part-failed',
        subject,
        values: { detail },
      })),
    done: async () => {
      await Promise.all(running);
    },
  };
}
