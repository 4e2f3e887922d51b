// Whether advice is given without being asked for: only where a place was void again and again for one cause. Takes the answer with
// the verdicts; a failure is for whoever asks to see.
import { repeatedVoids, type Verdict } from '../../../geofences/index.ts';
import type { Answer } from '../../api/answer.ts';

export function isWorthAsking(answer: Answer<Verdict[]>): boolean {
  return answer.status === 'ok' && repeatedVoids(answer.value).length > 0;
}
