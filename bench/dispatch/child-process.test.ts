// The CPU time of a process, read from the kernel.
import { describe, expect, it } from 'vitest';
import { coreMsOf } from './child-process.ts';

describe('the time on a core', () => {
  it.each([
    ['17 (node) S 1 17 17 0 -1 4194560 9000 0 3 0 250 40 0 0 20 0 11 0 1 2 3', 2900],
    ['17 (a (strange) name) R 1 17 17 0 -1 4194560 9000 0 3 0 1 2 7 7 20 0 11 0 1 2 3', 30],
  ])('is that of the program and of the kernel for it: %s', (stat, ms) => {
    expect(coreMsOf(stat)).toBe(ms);
  });
});
