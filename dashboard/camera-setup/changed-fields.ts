// Which fields differ between two versions of a camera. Pure.
import type { CameraVersionEntry } from '../../contracts/index.ts';

type Content = CameraVersionEntry['camera'];
const fields = ['name', 'source', 'location', 'gridCell', 'transport', 'edge'] as const;
export type ChangedField = (typeof fields)[number] | 'logIn';

export function changedFields(now: Content, before: Content): ChangedField[] {
  if (now === null || before === null) return [];
  const changed = fields.filter((field) => now[field] !== before[field]);
  return now.hasLogIn === before.hasLogIn ? changed : [...changed, 'logIn'];
}
