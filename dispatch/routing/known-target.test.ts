// Whom a case can be handed to.
import { describe, expect, it } from 'vitest';
import type { Assignee, Organisation } from '../../contracts/index.ts';
import { isKnownTarget } from './known-target.ts';

const roster = {
  people: [{ id: 'wang' }, { id: 'li' }],
  units: [{ id: 'west', cells: ['4101-7'] }, { id: 'district' }],
} as unknown as Pick<Organisation, 'people' | 'units'>;

describe('the target of a case', () => {
  it.each<[Assignee, boolean]>([
    [{ person: 'wang' }, true],
    [{ person: 'nobody' }, false],
    [{ person: 'wang', unit: 'west' }, true],
    [{ person: 'wang', unit: 'east' }, false],
    [{ unit: 'district' }, true],
    [{ unit: 'east' }, false],
    [{ cell: '4101-7' }, true],
    [{ cell: '4101-8' }, false],
    [{ part: 'officer' }, true],
    [{ level: 'district' }, true],
    [{ part: 'officer', unit: 'east' }, false],
  ])('%o is known: %s', (target, isKnown) => {
    expect(isKnownTarget(target, roster)).toBe(isKnown);
  });

  it('cannot be judged on a site without people or without units', () => {
    const none = { people: [], units: [] };
    for (const target of [{ person: 'wang' }, { unit: 'west' }, { cell: '1' }])
      expect(isKnownTarget(target, none)).toBe(true);
  });
});
