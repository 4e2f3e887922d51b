// The address of the supervision page.
import { expect, test } from 'vitest';
import { chosenSearch, parseChoice } from './choice.ts';

test.each([
  ['', 'week', 'cell'],
  ['when=2026-11&by=person', '2026-11', 'person'],
  ['when=last-week&by=kind', 'last-week', 'kind'],
  ['when=2026-13&by=shoe', 'week', 'cell'],
  ['when=yesterday', 'week', 'cell'],
])('%s is %s by %s', (search, when, by) => {
  expect(parseChoice(new URLSearchParams(search))).toEqual({ when, by });
});

test('the choices are read back', () => {
  const choice = { when: '2026-11', by: 'person' } as const;
  expect(parseChoice(chosenSearch(choice))).toEqual(choice);
});
