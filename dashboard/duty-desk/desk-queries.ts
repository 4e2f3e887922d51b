// The query cache of the pages for leaders: one query client per log-in.
import { QueryClient } from '@tanstack/react-query';
import type { Answer, Failure } from '../api/answer.ts';

/** A failed call, thrown as the query library expects. */
export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The value of a call; failures and aborts are thrown for the query library. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.status === 'ok') return answer.value;
  if (answer.status === 'aborted') throw new DOMException('called off', 'AbortError');
  throw new CallFailed(answer);
}

export function failureOf(error: Error | null): Failure | null {
  return error instanceof CallFailed ? error.failure : null;
}

/** Our calls have their own time limits, and live events trigger updates: no automatic retries or refetches. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 60_000,
        gcTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}
