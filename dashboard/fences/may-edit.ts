// Who may change fences; everybody else looks at them.
import type { User } from '../../contracts/index.ts';

export function canEditFences({ role }: User): boolean {
  return role === 'operator' || role === 'admin';
}
