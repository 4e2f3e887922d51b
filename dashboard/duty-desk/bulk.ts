// Runs one action on many cases: a few at a time, each with its own result. Takes the action for one case; reports each result as
// it arrives. A failure does not stop the others.
import type { Answer, Failure } from '../api/answer.ts';

export type BulkOutcome = { outcome: 'done' } | { outcome: 'failed'; failure: Failure };
export interface BulkResult {
  id: string;
  result: BulkOutcome;
}

/** The most calls in flight. */
const atOnce = 4;

export async function doToEach(
  ids: readonly string[],
  call: (id: string) => Promise<Answer<unknown>>,
  onResult: (result: BulkResult) => void,
): Promise<void> {
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const answer = await call(id);
      if (answer.status === 'aborted') return;
      onResult({ id, result: outcomeOf(answer) });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, work));
}

function outcomeOf(answer: Exclude<Answer<unknown>, { status: 'aborted' }>): BulkOutcome {
  return answer.status === 'ok' ? { outcome: 'done' } : { outcome: 'failed', failure: answer };
}
