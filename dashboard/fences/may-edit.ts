// Who may change fences; others may only view them.
import type { User } from '../../contracts/index.ts';

export function canEditFences({ role }: User): boolean {
  return role === 'operator' || role === 'admin';
}
