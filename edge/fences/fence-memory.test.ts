import { describe, expect, it } from 'vitest';
import { testFence } from '../testing/site.ts';
import { createFenceMemory } from './fence-memory.ts';

describe('the memory of fences', () => {
  const memory = createFenceMemory();
  memory.learn([testFence({ version: 1, name: 'old' }), testFence({ id: 'b', name: 'b' })]);
  memory.learn([]);
  memory.learn([testFence({ version: 2, name: 'new', severity: 'high' })]);

  it.each([
    ['the version that judged', 'exit-1', 1, { name: 'old' }],
    ['the newer one', 'exit-1', 2, { name: 'new', severity: 'high' }],
    ['a version nobody remembers by the last one', 'exit-1', 7, { name: 'new' }],
    ['a fence that is gone by now', 'b', 1, { name: 'b' }],
    [
      'a fence nobody remembers by its id',
      'c',
      1,
      { name: 'c', matterCode: null, severity: 'normal', place: null },
    ],
  ])('knows %s', (_, fenceId, fenceVersion, expected) => {
    expect(memory.fenceOf({ fenceId, fenceVersion })).toMatchObject(expected);
  });

  it('knows only the id of an unknown fence', () => {
    expect(createFenceMemory().fenceOf({ fenceId: 'x', fenceVersion: 1 }).name).toBe('x');
  });
});
