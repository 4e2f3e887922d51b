// The input of a form and the result of sending it. Pure.
import type { Answer, FailureReason } from '../api/answer.ts';

export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

export type Outcome = { is: 'done' } | { is: 'failed'; reason: FailureReason; message: string };

/** Null for an aborted call. */
export function outcomeOf(answer: Answer<unknown>): Outcome | null {
  if (answer.status === 'aborted') return null;
  if (answer.status === 'ok') return { is: 'done' };
  const [fault] = answer.faults;
  const message = fault === undefined ? answer.message : `${fault.path}: ${fault.message}`;
  return { is: 'failed', reason: answer.reason, message };
}
