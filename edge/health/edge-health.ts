// What is wrong with this worker, gathered from all its parts. Takes where to ask; gives the list with since-times, keeps the
// metric of it, and tells dispatch when it changes and every few seconds.
import type { EdgeHealth, HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { FoundProblem, ProblemSource } from '../found-problem.ts';
import { putToDispatch, type Dispatch } from '../outbox/upload.ts';
import type { EdgeMetrics } from './metrics.ts';
import { createProblemKeeper, keyOf } from './problem-keeper.ts';

export interface EdgeHealthOptions {
  edgeId: string;
  /** Name and version of what runs. */
  software: string;
  sources: readonly ProblemSource[];
  metrics: Pick<EdgeMetrics, 'problem'>;
  clock: Clock;
}

export interface EdgeHealthWatch {
  /** As of now. */
  problems(): HealthProblem[];
  /** Tells dispatch until `signal` aborts. */
  tell(dispatch: Dispatch, signal: AbortSignal): Promise<void>;
}

const lookEveryMs = 1000;
const tellEveryMs = 5000;

export function createEdgeHealth(options: EdgeHealthOptions): EdgeHealthWatch {
  const { sources, clock, metrics, edgeId, software } = options;
  const keeper = createProblemKeeper(clock);
  const startedAt = clock.now();
  /** Of the last report: asked by the next. */
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
        // A clock that was set back must not silence the worker.
        if (news !== told.news || Math.abs(clock.now() - told.at) >= tellEveryMs) {
          told = { news, at: clock.now() };
          await put(dispatch, list);
        }
        await clock.wait(lookEveryMs, signal);
      }
    },
  };
}

/** Gives the problem that stood in the way. A dispatch of an earlier release does not know the address: no problem. */
async function putHealth(
  dispatch: Dispatch,
  health: EdgeHealth,
): Promise<FoundProblem | undefined> {
  const path = `/api/edge/workers/${encodeURIComponent(health.edgeId)}/health`;
  const content = { type: 'application/json', body: JSON.stringify(health) };
  const outcome = await putToDispatch(dispatch, path, content);
  return outcome.outcome === 'retry' ? outcome.problem : undefined;
}

/** What is worth a report at once: other problems, not other numbers in them. */
function newsOf(problems: readonly HealthProblem[]): string {
  return JSON.stringify(problems.map(keyOf).sort());
}
