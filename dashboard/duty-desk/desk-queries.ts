// Where the pages of those who lead keep what they have loaded: one query client as long as somebody is logged in.
import { QueryClient } from '@tanstack/react-query';
import type { Answer, Failure } from '../api/answer.ts';

/** A failed call, as the query library wants it: thrown. */
export class CallFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What a call gave; a failure and a call that was called off are thrown, for the query library to keep. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.status === 'ok') return answer.value;
  if (answer.status === 'aborted') throw new DOMException('called off', 'AbortError');
  throw new CallFailed(answer);
}

export function failureOf(error: Error | null): Failure | null {
  return error instanceof CallFailed ? error.failure : null;
}

/** Our own calls give up in time, and live events say when to ask again: nothing is tried or fetched behind our back. */
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
