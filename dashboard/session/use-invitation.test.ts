// The code of an invitation in the address.
import { expect, test } from 'vitest';
import { invitationIn } from './use-invitation.ts';

test.each([
  ['#invitation=fwi_abc-_1', 'fwi_abc-_1'],
  ['#invitation=', null],
  ['#invitation=abc', null],
  ['#invitation=fwi_a&x=1', null],
  ['#content', null],
  ['', null],
])('%j holds %j', (hash, code) => {
  expect(invitationIn(hash)).toBe(code);
});
