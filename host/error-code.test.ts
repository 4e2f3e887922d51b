import { describe, expect, it } from 'vitest';
import { codeOf, isMissing } from './error-code.ts';

const withCode = (code: unknown) => Object.assign(new Error('failed'), { code });

describe('the code of', () => {
  it.each([
    ['a system error is its code', withCode('ENOSPC'), 'ENOSPC'],
    ['an error without a code is null', new Error('ENOSPC'), null],
    ['an error with a number for a code is null', withCode(28), null],
    ['something else than an error is null', { code: 'ENOSPC' }, null],
    ['nothing is null', undefined, null],
  ])('%s', (_, thrown, expected) => {
    expect(codeOf(thrown)).toBe(expected);
  });

  it.each([
    ['ENOENT means that it is missing', 'ENOENT', true],
    ['EACCES does not', 'EACCES', false],
  ])('%s', (_, code, expected) => {
    expect(isMissing(withCode(code))).toBe(expected);
  });
});
