// Tells when the session has ended: when a call is refused for want of one. A slow line may bring the refusal of an old session
// when the next one has begun: that ends nothing.
import type { Answer } from './answer.ts';

export interface SessionWatch {
  /** Of every call but the log-in. */
  watch: <T>(asked: Promise<Answer<T>>) => Promise<Answer<T>>;
  /** Of the log-in: from its success on a new session counts. */
  begin: <T>(asked: Promise<Answer<T>>) => Promise<Answer<T>>;
}

export function createSessionWatch(onSessionEnd: () => void): SessionWatch {
  let logIns = 0;
  return {
    watch: async (asked) => {
      const before = logIns;
      const answer = await asked;
      const isOut = answer.status === 'error' && answer.reason === 'unauthorised';
      if (isOut && before === logIns) onSessionEnd();
      return answer;
    },
    begin: async (asked) => {
      const answer = await asked;
      if (answer.status === 'ok') logIns += 1;
      return answer;
    },
  };
}
