// The state that pages keep.
import { expect, test } from 'vitest';
import { createMemory } from './page-memory.tsx';

test('state is created once per key', () => {
  const memory = createMemory();
  let made = 0;
  const counter = () => ({ number: (made += 1) });
  const other = () => ({ number: 0 });
  const first = memory.of(counter);
  first.number = 7;
  expect(memory.of(counter)).toBe(first);
  expect(memory.of(counter).number).toBe(7);
  expect(memory.of(other).number).toBe(0);
  expect(made).toBe(1);
  expect(createMemory().of(counter).number).toBe(2);
});
