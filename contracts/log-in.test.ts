// How the claims of an OpenID provider become a user: the name, the first matching role, and the cells. Unclear claims are refused.
import { describe, expect, it } from 'vitest';
import { logInShape, userOfClaims } from './log-in.ts';

const roles = [
  { claim: 'groups', has: 'leaders', role: 'operator', cells: ['370305'] },
  { claim: 'groups', has: 'staff', role: 'responder' },
  { claim: 'realm_access.roles', has: 'audit', role: 'auditor' },
] as const;
const rules = {
  username: 'preferred_username',
  roles: roles.map((one) => ({ ...one, cells: undefined })),
};
const withCells = {
  ...rules,
  roles: [{ ...roles[0], cells: ['370305'] }, ...rules.roles.slice(1)],
};
const li = { preferred_username: 'li.na' };

describe('the claims of a user', () => {
  it.each([
    ['the group decides the role', { ...li, groups: ['staff'] }, 'responder'],
    ['the first matching rule counts', { ...li, groups: ['staff', 'leaders'] }, 'operator'],
    ['a single value counts like a list', { ...li, groups: 'staff' }, 'responder'],
    [
      'a nested claim is found by its path',
      { ...li, realm_access: { roles: ['audit'] } },
      'auditor',
    ],
    [
      'a claim with a dot in its name is found',
      { ...li, 'realm_access.roles': ['audit'] },
      'auditor',
    ],
  ])('%s', (_, claims, role) => {
    expect(userOfClaims(claims, rules)).toEqual({ ok: true, user: { username: 'li.na', role } });
  });

  it.each([
    ['no claims', {}, 'no-username'],
    ['an empty name', { preferred_username: '', groups: ['staff'] }, 'no-username'],
    ['a name with a space', { preferred_username: 'li na', groups: ['staff'] }, 'no-username'],
    ['a name that is a number', { preferred_username: 7, groups: ['staff'] }, 'no-username'],
    ['no group', li, 'no-role'],
    ['another group', { ...li, groups: ['visitors'] }, 'no-role'],
    ['a group name inside another', { ...li, groups: ['staffers'] }, 'no-role'],
    ['an inherited property as a claim', { ...li, groups: ['constructor'] }, 'no-role'],
  ])('with %s give nobody', (_, claims, reason) => {
    expect(userOfClaims(claims, rules)).toEqual({ ok: false, reason });
  });
});

describe('the cells of a user', () => {
  const leader = { ...li, groups: ['leaders'] };
  const user = { username: 'li.na', role: 'operator' };
  const asked = { ...withCells, cells: 'cells' };

  it.each([
    ['are those of the role without a claim', leader, withCells, ['370305']],
    ['are those of the role when the claim is absent', leader, asked, ['370305']],
    ['are those of the role when the claim is empty', { ...leader, cells: [] }, asked, ['370305']],
    ['are those of the claim', { ...leader, cells: ['370306001'] }, asked, ['370306001']],
  ])('%s', (_, claims, settings, cells) => {
    expect(userOfClaims(claims, settings)).toEqual({ ok: true, user: { ...user, cells } });
  });

  it('that are not readable never mean all cells', () => {
    const claims = { ...leader, cells: ['everywhere'] };
    expect(userOfClaims(claims, asked)).toEqual({ ok: false, reason: 'no-role' });
  });
});

describe('the address of a provider', () => {
  const provider = (issuer: string) =>
    logInShape.logIn.safeParse({
      provider: { name: 'City', issuer, clientId: 'fencewatch', roles: [roles[1]] },
    }).success;

  it.each([
    'https://id.example.org',
    'https://id.example.org/realms/city',
    'http://127.0.0.1:8180',
  ])('may be %s', (issuer) => {
    expect(provider(issuer)).toBe(true);
  });

  it.each([
    ['is not encrypted', 'http://id.example.org'],
    ['has a query', 'https://id.example.org/?realm=city'],
    ['has a log-in', 'https://user@id.example.org'],
    ['is no address', 'id.example.org'],
    ['is empty', ''],
  ])('is refused when it %s', (_, issuer) => {
    expect(provider(issuer)).toBe(false);
  });
});
