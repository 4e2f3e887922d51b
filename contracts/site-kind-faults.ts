// Faults of the kinds in a site file: a kind with the name of a shipped one, and references to unknown kinds. Takes the parsed file;
// returns the faults.
import type { FenceFault } from './fence-faults.ts';
import { formatPath, type Fault } from './faults.ts';
import { kindFaults, unknownKind } from './kind-faults.ts';
import type { KindSpec } from './kind-file.ts';
import { findKind, kinds } from './kind.ts';

interface Naming {
  readonly kinds?: readonly string[] | undefined;
}

interface NamingSite {
  readonly kinds?: readonly KindSpec[] | undefined;
  readonly fences: readonly Parameters<typeof kindFaults>[0][];
  readonly roster: readonly Naming[];
  readonly routes?: readonly Naming[] | undefined;
  readonly deadlines?: readonly Naming[] | undefined;
  readonly escalation?: readonly Naming[] | undefined;
}

export function siteKindFaults(site: NamingSite): Fault[] {
  const own = site.kinds ?? [];
  return [
    ...own.flatMap(({ id }, index) => (kinds.includes(id) ? [takenName(id, index)] : [])),
    ...site.fences.flatMap((fence, index) =>
      kindFaults(fence, own).map((fault) => below(['fences', index], fault)),
    ),
    ...(['roster', 'routes', 'deadlines', 'escalation'] as const).flatMap((list) =>
      namingFaults(list, site[list] ?? [], own),
    ),
  ];
}

function takenName(id: string, index: number): Fault {
  const message = `expected a name of its own, got "${id}", which is a shipped kind`;
  return { path: formatPath(['kinds', index, 'id']), message };
}

function namingFaults(list: string, entries: readonly Naming[], own: readonly KindSpec[]): Fault[] {
  return entries.flatMap((entry, index) =>
    (entry.kinds ?? []).flatMap((kind, place) =>
      findKind(kind, own)
        ? []
        : [below([list, index], { path: ['kinds', place], message: unknownKind(kind, own) })],
    ),
  );
}

function below(parent: (string | number)[], { path, message }: FenceFault): Fault {
  return { path: formatPath([...parent, ...path]), message };
}
