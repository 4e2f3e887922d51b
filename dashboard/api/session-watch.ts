// Notices the end of the session by a refused call. On a slow line the refusal of an old session may arrive after the next one
// has begun: it is ignored.
import type { Answer } from './answer.ts';

export interface SessionWatch {
  /** Called for every answer but the log-in's. */
  watch: <T>(asked: Promise<Answer<T>>) => Promise<Answer<T>>;
  /** Called for the log-in: from its success on, the new session counts. */
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
