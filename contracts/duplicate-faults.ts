// Finds items of a list of the site file that have the same id. Takes the list's name and the items; returns a fault each.
import type { Fault } from './faults.ts';

export function duplicateFaults(list: string, items: readonly { id: string }[]): Fault[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, index) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      { path: `${list}[${index}].id`, message: `"${id}" is already the id of ${list}[${earlier}]` },
    ];
  });
}
