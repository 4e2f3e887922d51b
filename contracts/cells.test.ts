// Limits to grid cells: which cells a limit contains, and which limits are invalid.
import { describe, expect, it } from 'vitest';
import { cellLimitSchema, holdsCell } from './cells.ts';

const cell = '370305001001001';

describe('a limit to cells', () => {
  it.each([
    ['nothing', undefined, cell, true],
    ['nothing', undefined, null, true],
    ['the cell itself', [cell], cell, true],
    ['its community', ['370305001001'], cell, true],
    ['its street', ['370305001'], cell, true],
    ['its district', ['370305'], cell, true],
    ['another cell', ['370305001001002'], cell, false],
    ['another street, then its own', ['370305002', '370305001'], cell, true],
    ['a cell', [cell], null, false],
    ['what has no cell', ['unassigned'], null, true],
    ['what has no cell', ['unassigned'], cell, false],
    ['no cell at all', [], cell, false],
  ])('of %s, %j, contains %s: %s', (_, limit, one, expected) => {
    expect(holdsCell(limit, one)).toBe(expected);
  });
});

describe('the list', () => {
  it.each([[[cell]], [['370305', 'unassigned']], [['370305001', '370305001001']]])(
    'may be %j',
    (list) => {
      expect(cellLimitSchema.safeParse(list).success).toBe(true);
    },
  );

  it.each([
    [[]],
    [['3703']],
    [['']],
    [[370305]],
    [['37030500']],
    ['370305'],
    [['37030500100100%']],
  ])('may not be %j', (list) => {
    expect(cellLimitSchema.safeParse(list).success).toBe(false);
  });
});
