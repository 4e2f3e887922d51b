// Collects the problems of all parts of this worker. Takes the sources; returns the list with start times, updates the metric,
// and reports to dispatch when it changes and every few seconds.
import type { EdgeHealth, HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem, ProblemSource } from '../found-problem.ts';
import { putToDispatch, type Dispatch } from '../outbox/upload.ts';
import type { EdgeMetrics } from './metrics.ts';
import { createProblemKeeper, keyOf } from './problem-keeper.ts';

export interface EdgeHealthOptions {
  edgeId: string;
  /** Name and version of the running program. */
  software: string;
  sources: readonly ProblemSource[];
  metrics: Pick<EdgeMetrics, 'problem'>;
  clock: Clock;
}

export interface EdgeHealthWatch {
  /** The current problems. */
  problems(): HealthProblem[];
  /** Reports to dispatch until `signal` aborts. */
  tell(dispatch: Dispatch, signal: AbortSignal): Promise<void>;
}

const checkEveryMs = 1000;
const tellEveryMs = 5000;

export function createEdgeHealth(options: EdgeHealthOptions): EdgeHealthWatch {
  const { sources, clock, metrics, edgeId, software } = options;
  const keeper = createProblemKeeper(clock);
  const startedAt = clock.now();
  /** The problem of the last report, included in the next. */
  let untold: FoundProblem | undefined;
  const problems = () => {
    const found = sources.flatMap((source) => source());
    const list = keeper.take(untold ? [...found, untold] : found);
    metrics.problem.reset();
    for (const { code, subject } of list) metrics.problem.set({ code, subject }, 1);
    return list;
  };
  const put = async (dispatch: Dispatch, list: HealthProblem[]) => {
    untold = await putHealth(dispatch, {
      version: 1,
      edgeId,
      software,
      startedAt,
      sentAt: clock.now(),
      problems: list,
    });
  };
  return {
    problems,
    tell: async (dispatch, signal) => {
      let told = { news: '', at: -Infinity };
      while (!signal.aborted) {
        const list = problems();
        const news = newsOf(list);
        // Compare absolute times, because a clock that was set back must not stop the reports.
        if (news !== told.news || Math.abs(clock.now() - told.at) >= tellEveryMs) {
          told = { news, at: clock.now() };
          await put(dispatch, list);
        }
        await clock.wait(checkEveryMs, signal);
      }
    },
  };
}

/** Returns the problem that prevented the report. A dispatch of an earlier release without this address is not a problem. */
async function putHealth(
  dispatch: Dispatch,
  health: EdgeHealth,
): Promise<FoundProblem | undefined> {
  const path = `/api/edge/workers/${encodeURIComponent(health.edgeId)}/health`;
  const content = { type: 'application/json', body: JSON.stringify(health) };
  const outcome = await putToDispatch(dispatch, path, content);
  return outcome.outcome === 'retry' ? outcome.problem : undefined;
}

/** What triggers a report at once: a different set of problems, not different numbers. */
function newsOf(problems: readonly HealthProblem[]): string {
  return JSON.stringify(problems.map(keyOf).sort());
}
