// Which of hold, lift and delete are offered: never more than the access table of dispatch allows, and only what is possible now.
import { describe, expect, it } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { accessTable } from '../../dispatch/api/access.ts';
import { stepsFor } from './hold-steps.ts';

const hold = { since: 1, by: 'auditor', reason: 'x' };
const free = { evidence: { hold: null, deleted: [] }, hasPicture: true, hasClip: false };
const held = { ...free, evidence: { hold, deleted: [] } };

describe('steps with the evidence of a case', () => {
  it.each(userRoles)('for %s are those in the access table', (role) => {
    const steps = [
      ...stepsFor(role, { ...free, state: 'void' }),
      ...stepsFor(role, { ...held, state: 'void' }),
    ];
    const allowed = ['hold', 'delete-evidence', 'hold/lift'].filter((step) =>
      accessTable[`POST /api/cases/:caseId/${step}`]?.who.includes(role),
    );
    expect(steps).toEqual(allowed);
  });

  it.each([
    ['is open', { ...free, state: 'dispatched' as const }, ['hold']],
    ['is on hold', { ...held, state: 'closed' as const }, ['hold/lift']],
    ['has none left', { ...free, hasPicture: false, state: 'closed' as const }, ['hold']],
    ['is of an earlier dispatch', { ...free, evidence: undefined, state: 'closed' as const }, []],
  ])('of a case that %s', (_, detail, expected) => {
    expect(stepsFor('admin', detail)).toEqual(expected);
  });
});
