// Finds rows of the log that were changed, removed, added or moved. Takes the expected and the actual hashes of the rows, in order;
// returns the differences with their positions.
import { hexOf } from './bytes.ts';

export type RowFinding = {
  what: 'row-changed' | 'row-removed' | 'row-added' | 'rows-reordered';
  /** Position in the log from 0; for an added row its present position. */
  position: number;
};

export function compareRows(
  expected: readonly Uint8Array[],
  actual: readonly Uint8Array[],
): RowFinding[] {
  const should = expected.map(hexOf);
  const has = actual.map(hexOf);
  const start = sharedStart(should, has);
  const end = sharedEnd(should, has, start);
  const wanted = should.slice(start, should.length - end);
  const found = has.slice(start, has.length - end);
  const known = tallyOf(found);
  const missing = wanted.flatMap((hash, at) => (take(known, hash) ? [] : [start + at]));
  const owed = tallyOf(wanted);
  const extra = found.flatMap((hash, at) => (take(owed, hash) ? [] : [start + at]));
  return nameRows({
    missing,
    extra,
    isLonger: wanted.length !== found.length,
    wanted,
    found,
    start,
  });
}

interface Differences {
  missing: number[];
  extra: number[];
  isLonger: boolean;
  wanted: string[];
  found: string[];
  start: number;
}

function nameRows(differences: Differences): RowFinding[] {
  const { missing, extra, isLonger, wanted, found, start } = differences;
  if (missing.length === 0 && extra.length === 0)
    return wanted.flatMap((hash, at) =>
      hash === found[at] ? [] : [{ what: 'rows-reordered', position: start + at }],
    );
  // The number of rows is unchanged, so each missing row was changed, not removed.
  if (!isLonger && missing.length === extra.length)
    return missing.map((position) => ({ what: 'row-changed', position }));
  return [
    ...missing.map((position) => ({ what: 'row-removed' as const, position })),
    ...extra.map((position) => ({ what: 'row-added' as const, position })),
  ];
}

function sharedStart(one: readonly string[], other: readonly string[]): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

function sharedEnd(one: readonly string[], other: readonly string[], start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

function tallyOf(hashes: readonly string[]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const hash of hashes) tally.set(hash, (tally.get(hash) ?? 0) + 1);
  return tally;
}

function take(tally: Map<string, number>, hash: string): boolean {
  const left = tally.get(hash) ?? 0;
  if (left > 0) tally.set(hash, left - 1);
  return left > 0;
}
