// Sets the facts of the custody log against those of the tables. Takes them in any order, from either side; gives what only one side has, and
// what is not the same on both. Equal facts cancel out at once, so memory holds only what is still open.
import type { Fact } from './fact.ts';

export type Side = 'log' | 'tables';

export interface Open {
  /** Only the log has it: it was removed from the tables. */
  missing: Fact[];
  /** Only the tables have it: it was added there. */
  added: Fact[];
  /** Both have it, and it is not the same; as the log has it. */
  changed: Fact[];
}

export interface Balance {
  add(side: Side, fact: Fact): void;
  open(): Open;
}

type Pair = Record<Side, Fact[]>;

export function createBalance(): Balance {
  const pairs = new Map<string, Pair>();
  return {
    add: (side, fact) => {
      const key = `${fact.kind} ${fact.key}`;
      const pair = pairs.get(key) ?? { log: [], tables: [] };
      const other = pair[side === 'log' ? 'tables' : 'log'];
      const at = indexOfEqual(other, fact);
      if (at >= 0) other.splice(at, 1);
      else pair[side].push(fact);
      if (pair.log.length + pair.tables.length === 0) pairs.delete(key);
      else pairs.set(key, pair);
    },
    open: () => openOf([...pairs.values()]),
  };
}

/** One with the same detail first; then one where either side does not know it. */
function indexOfEqual(facts: readonly Fact[], { detail }: Fact): number {
  const same = facts.findIndex((one) => one.detail === detail);
  if (same >= 0) return same;
  return facts.findIndex((one) => one.detail === null || detail === null);
}

function openOf(pairs: readonly Pair[]): Open {
  const open: Open = { missing: [], added: [], changed: [] };
  for (const { log, tables } of pairs) {
    const both = Math.min(log.length, tables.length);
    open.changed.push(...log.slice(0, both));
    open.missing.push(...log.slice(both));
    open.added.push(...tables.slice(both));
  }
  return open;
}
