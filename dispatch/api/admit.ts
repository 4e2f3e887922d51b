// Whether a caller may use a route, by its rule. Pure.
import type { TokenScope, User } from '../../contracts/index.ts';
import type { Rule } from './access.ts';

export type Admission =
  'allowed' | 'log-in-needed' | 'token-needed' | 'role-missing' | 'scope-missing' | 'foreign-cell';

export interface Caller {
  user: User | null;
  isEdge: boolean;
  /** What a program's token may do; null for a person. */
  scopes: readonly TokenScope[] | null;
}

/** Whether a caller may pass, and if not, why. The cell is checked later, when it is known. */
export function admit({ who, scopes, cells }: Rule, caller: Caller): Admission {
  if (who === 'anyone') return 'allowed';
  if (who === 'edge') return caller.isEdge ? 'allowed' : 'token-needed';
  if (caller.user === null) return 'log-in-needed';
  if (caller.scopes === null && !who.includes(caller.user.role)) return 'role-missing';
  if (caller.scopes?.some((one) => scopes.includes(one)) === false) return 'scope-missing';
  return cells === 'whole-site' && caller.user.cells ? 'foreign-cell' : 'allowed';
}
