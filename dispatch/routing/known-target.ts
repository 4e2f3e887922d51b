// Whether the roster has the person, the unit or the cell that a case is assigned to: a case assigned to nobody would wait until it
// is escalated. Pure. A site without people or units uses other names, which cannot be checked here.
import type { Assignee, Organisation } from '../../contracts/index.ts';

export function isKnownTarget(
  { person, unit, cell }: Assignee,
  { people, units }: Pick<Organisation, 'people' | 'units'>,
): boolean {
  const isPerson = people.length === 0 || people.some(({ id }) => id === person);
  if (person !== undefined && !isPerson) return false;
  if (units.length === 0) return true;
  if (unit !== undefined && !units.some(({ id }) => id === unit)) return false;
  return cell === undefined || units.some(({ cells }) => cells?.includes(cell) === true);
}
