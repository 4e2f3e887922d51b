// The result of an API call. Callers must handle all three: success, aborted, failed with a reason.
import type { Fault } from '../../contracts/index.ts';

export const failureReasons = [
  'network',
  'timed-out',
  'unauthorised',
  'forbidden',
  'not-found',
  'conflict',
  'too-many',
  'refused',
  'server',
  'unexpected-answer',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export interface Failure {
  status: 'error';
  reason: FailureReason;
  /** The detail in English, from the server or the browser. */
  message: string;
  faults: Fault[];
  /** The server's code, such as `already-acknowledged`; absent when there is none. */
  code?: string;
}
export type Answer<T> = { status: 'ok'; value: T } | { status: 'aborted' } | Failure;

export function createFailure(
  reason: FailureReason,
  message: string,
  faults: Fault[] = [],
  code?: string,
): Failure {
  const failure: Failure = { status: 'error', reason, message, faults };
  return code === undefined ? failure : { ...failure, code };
}

/** Why a call failed, by the HTTP status of the refusal. */
export function failureReasonOf(httpStatus: number): FailureReason {
  if (httpStatus === 401) return 'unauthorised';
  if (httpStatus === 403) return 'forbidden';
  if (httpStatus === 404) return 'not-found';
  if (httpStatus === 409) return 'conflict';
  if (httpStatus === 429) return 'too-many';
  return httpStatus < 500 ? 'refused' : 'server';
}
