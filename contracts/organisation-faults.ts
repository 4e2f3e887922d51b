// Contradictions within an organisation: unknown and duplicate names, a cell in two units, cycles of units.
import type { Fault } from './faults.ts';
import { levels, type Organisation } from './organisation.ts';
import type { Route } from './route.ts';

export interface OrganisationContent extends Organisation {
  routes: readonly Route[];
}

export function organisationFaults(content: OrganisationContent): Fault[] {
  const { units, people, shifts, routes } = content;
  return [
    ...repeated(
      'units',
      'id',
      units.map(({ id }) => id),
    ),
    ...repeated(
      'people',
      'id',
      people.map(({ id }) => id),
    ),
    ...repeated(
      'shifts',
      'id',
      shifts.map(({ id }) => id),
    ),
    ...repeated(
      'routes',
      'name',
      routes.map(({ name }) => name),
    ),
    ...strayNames(content),
    ...cellFaults(content),
    ...parentFaults(content),
  ];
}

function repeated(list: string, key: string, names: readonly string[]): Fault[] {
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const message = `"${name}" is already the ${key} of ${list}[${earlier}]`;
    return [{ path: `${list}[${index}].${key}`, message }];
  });
}

interface Name {
  path: string;
  of: 'unit' | 'person';
  name: string | undefined;
}

function strayNames(content: OrganisationContent): Fault[] {
  const known = {
    unit: new Set(content.units.map(({ id }) => id)),
    person: new Set(content.people.map(({ id }) => id)),
  };
  return namesIn(content).flatMap(({ path, of, name }) =>
    name === undefined || known[of].has(name)
      ? []
      : [{ path, message: `expected the id of a ${of} in this file, got "${name}"` }],
  );
}

function namesIn({ units, shifts, overrides, routes }: OrganisationContent): Name[] {
  const unit = (path: string, name: string | undefined): Name => ({ path, of: 'unit', name });
  const person = (path: string, name: string | undefined): Name => ({ path, of: 'person', name });
  return [
    ...units.map(({ parent }, index) => unit(`units[${index}].parent`, parent)),
    ...shifts.flatMap((shift, index) => [
      unit(`shifts[${index}].unit`, shift.unit),
      ...shift.people.map((one, place) => person(`shifts[${index}].people[${place}]`, one)),
    ]),
    ...overrides.flatMap((override, index) => [
      unit(`overrides[${index}].unit`, override.unit),
      person(`overrides[${index}].person`, override.person),
      person(`overrides[${index}].instead`, override.instead),
    ]),
    ...routes.flatMap((route, index) => [
      ...(route.units ?? []).map((one, place) => unit(`routes[${index}].units[${place}]`, one)),
      ...route.tell.map((target, place) =>
        unit(`routes[${index}].tell[${place}].unit`, target.unit),
      ),
    ]),
  ];
}

function cellFaults({ units }: OrganisationContent): Fault[] {
  const owner = new Map<string, string>();
  return units.flatMap(({ id, cells = [] }, index) =>
    cells.flatMap((cell, place) => {
      const other = owner.get(cell);
      owner.set(cell, other ?? id);
      const path = `units[${index}].cells[${place}]`;
      return other === undefined
        ? []
        : [
            {
              path,
              message: `expected a cell of one unit, "${cell}" is one of "${other}" already`,
            },
          ];
    }),
  );
}

/** A unit's parent must have a higher level, which excludes cycles. */
function parentFaults({ units }: OrganisationContent): Fault[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return units.flatMap(({ level, parent }, index) => {
    const above = parent === undefined ? undefined : byId.get(parent);
    if (above === undefined || levels.indexOf(above.level) > levels.indexOf(level)) return [];
    const message = `expected a unit of a higher level than ${level}, "${above.id}" is of level ${above.level}`;
    return [{ path: `units[${index}].parent`, message }];
  });
}
