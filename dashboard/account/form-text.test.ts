// How the forms of the account page parse input and show results.
import { describe, expect, test } from 'vitest';
import { createFailure } from '../api/answer.ts';
import { outcomeOf, textIn } from './form-text.ts';

describe('the result', () => {
  test('of an aborted call is empty', () => {
    expect(outcomeOf({ status: 'aborted' })).toBeNull();
  });

  test('of a success is "done"', () => {
    expect(outcomeOf({ status: 'ok', value: null })).toEqual({ is: 'done' });
  });

  test('of a refusal names the first fault', () => {
    const faults = [{ path: 'password', message: 'expected 8 to 256 characters' }];
    expect(outcomeOf(createFailure('refused', 'does not fit', faults))).toEqual({
      is: 'failed',
      reason: 'refused',
      message: 'password: expected 8 to 256 characters',
    });
    expect(outcomeOf(createFailure('conflict', 'taken'))).toMatchObject({ message: 'taken' });
  });
});

test('a missing field is empty', () => {
  expect(textIn(new FormData(), 'x')).toBe('');
});
