// Which parts of a case somebody may play by the role of his log-in. An auditor looks and does nothing.
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
