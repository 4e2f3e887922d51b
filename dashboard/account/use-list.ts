// Loads a list of the API: at once, and again on request.
import { useCallback, useEffect, useState } from 'react';
import type { Answer, Failure } from '../api/answer.ts';

export interface Listed<T> {
  /** Null until the first answer. */
  value: T | null;
  failure: Failure | null;
  reload: () => void;
}

/** @param load must be the same function as long as the same list is wanted */
export function useList<T>(load: (signal: AbortSignal) => Promise<Answer<T>>): Listed<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal).then((answer) => {
      if (answer.status === 'aborted') return;
      setFailure(answer.status === 'error' ? answer : null);
      if (answer.status === 'ok') setValue(answer.value);
    });
    return () => {
      controller.abort();
    };
  }, [load, round]);
  const reload = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  return { value, failure, reload };
}
