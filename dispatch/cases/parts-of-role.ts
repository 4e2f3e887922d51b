// Which roles in a case a user may have, by the role of the log-in. An auditor may only look.
import type { CasePart, User } from '../../contracts/index.ts';

const parts: Record<User['role'], readonly CasePart[]> = {
  responder: ['handler'],
  operator: ['intake', 'inspector', 'dispatcher', 'duty-leader'],
  admin: ['intake', 'inspector', 'dispatcher', 'duty-leader', 'handler'],
  auditor: [],
};

export function partsOfRole(role: User['role']): readonly CasePart[] {
  return parts[role];
}
