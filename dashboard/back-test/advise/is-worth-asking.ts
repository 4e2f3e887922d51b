// Whether to show advice unasked: only if a place was void repeatedly for one cause. Takes the answer with the verdicts; failures
// are not shown unasked.
import { repeatedVoids, type Verdict } from '../../../geofences/index.ts';
import type { Answer } from '../../api/answer.ts';

export function isWorthAsking(answer: Answer<Verdict[]>): boolean {
  return answer.status === 'ok' && repeatedVoids(answer.value).length > 0;
}
