// Items of one list with the same id.
import { expect, it } from 'vitest';
import { duplicateFaults } from './duplicate-faults.ts';

it.each([
  ['nothing', [], []],
  ['different ids', ['a', 'b'], []],
  ['one id twice', ['a', 'b', 'a'], ['cameras[2].id: "a" is already the id of cameras[0]']],
  [
    'one id three times',
    ['a', 'a', 'a'],
    [
      'cameras[1].id: "a" is already the id of cameras[0]',
      'cameras[2].id: "a" is already the id of cameras[0]',
    ],
  ],
])('a list with %s', (_, ids, faults) => {
  const found = duplicateFaults(
    'cameras',
    ids.map((id) => ({ id })),
  );
  expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual(faults);
});
