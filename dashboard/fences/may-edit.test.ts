// Who may change fences.
import { expect, test } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { canEditFences } from './may-edit.ts';

test('operators and administrators may change fences, nobody else', () => {
  const allowed = userRoles.filter((role) => canEditFences({ username: 'li.na', role }));
  expect(allowed).toEqual(['operator', 'admin']);
});
