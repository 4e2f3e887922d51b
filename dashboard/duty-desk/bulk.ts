// One thing done to many cases: a few at once, each with its own result. Takes what does it to one; tells each result as
// it comes. A case that fails holds up none of the others.
import type { Answer, Failure } from '../api/answer.ts';

export type BulkOutcome = { outcome: 'done' } | { outcome: 'failed'; failure: Failure };
export interface BulkResult {
  id: string;
  result: BulkOutcome;
}

/** So many calls are on their way at once. */
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
