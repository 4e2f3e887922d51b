// Void as a duplicate: which other cases may be named as the original.
import { expect, it } from 'vitest';
import type { CaseState } from '../../contracts/index.ts';
import { aCase, decide } from '../testing/a-case.ts';

const other = '20200101-0001';

function refusalFor(originalState: CaseState | null) {
  const result = decide(
    { ...aCase(), originalState },
    {
      action: { action: 'void', why: 'duplicate', duplicateOf: other },
      by: 'chen',
      parts: ['duty-leader'],
    },
  );
  return result.ok ? null : result.reason;
}

it.each([
  ['there is no such case', null, 'duplicate-unknown'],
  ['it is void itself', 'void', 'duplicate-void'],
  ['it is open', 'acknowledged', null],
  ['it is closed', 'closed', null],
] as const)('when %s', (_, originalState, refusal) => {
  expect(refusalFor(originalState)).toBe(refusal);
});
