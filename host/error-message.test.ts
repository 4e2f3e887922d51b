import { describe, expect, it } from 'vitest';
import { messageOf } from './error-message.ts';

describe('the message of', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
  it.each([
    ['an error is its text', new Error('no'), 'no'],
    ['an error with a cause has both', new Error('no', { cause: new Error('why') }), 'no: why'],
    ['an error with a text as its cause has both', new Error('no', { cause: 'why' }), 'no: why'],
    ['an error with only a code is the code', refused, 'ECONNREFUSED'],
    ['an error with nothing is its class', new TypeError(''), 'TypeError'],
    ['a thrown text is the text', 'no', 'no'],
    ['nothing says so', undefined, 'undefined'],
  ])('%s', (_, thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected);
  });

  it('an error that is its own cause is finite', () => {
    const error = new Error('round');
    error.cause = error;
    expect(messageOf(error)).toBe(Array.from({ length: 11 }, () => 'round').join(': '));
  });
});
