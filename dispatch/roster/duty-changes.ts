// The differences between two states of the duty plan, and the merge of edits with a changed site file. Pure. Units, people and
// shifts are compared by id, all else by content.
import { isDeepStrictEqual } from 'node:util';
import {
  dutyLists,
  type DutyContent,
  type DutyDifference,
  type DutyList,
} from '../../contracts/index.ts';

type Entry = DutyContent[DutyList][number];

/** Cut, because a duty of a cell may be longer than a name may be. */
export function nameOf(entry: Entry): string {
  return keyOf(entry).slice(0, 200);
}

export function keyOf(entry: Entry): string {
  return 'id' in entry ? entry.id : JSON.stringify(entry);
}

export function differenceOf(before: DutyContent, after: DutyContent): DutyDifference {
  const of = (list: DutyList) => {
    const old = byKey(before[list]);
    const now = byKey(after[list]);
    const names = (entries: Iterable<[string, Entry]>, isMeant: (key: string) => boolean) =>
      [...entries].filter(([key]) => isMeant(key)).map(([, entry]) => nameOf(entry));
    return {
      added: names(now, (key) => !old.has(key)),
      changed: names(now, (key) => old.has(key) && !isDeepStrictEqual(old.get(key), now.get(key))),
      removed: names(old, (key) => !now.has(key)),
    };
  };
  const found = dutyLists.map((list) => [list, of(list)] as const);
  return Object.fromEntries(found) as DutyDifference;
}

export function isSameDuty(one: DutyContent, other: DutyContent): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/**
 * Merges a changed site file: entries that changed in the file replace edits, all others keep their edits. So an unchanged
 * file never undoes an edit, and the last write wins.
 */
export function mergeSiteFile(
  { before, file }: { before: DutyContent; file: DutyContent },
  edited: DutyContent,
): DutyContent {
  const merged = dutyLists.map((list) => [list, mergeList(before[list], file[list], edited[list])]);
  return Object.fromEntries(merged) as DutyContent;
}

function mergeList(before: readonly Entry[], file: readonly Entry[], edited: readonly Entry[]) {
  const old = byKey(before);
  const now = byKey(file);
  const isChanged = (key: string) => !isDeepStrictEqual(old.get(key), now.get(key));
  const kept = edited.flatMap((entry) => {
    const key = keyOf(entry);
    if (!isChanged(key)) return [entry];
    const fresh = now.get(key);
    return fresh === undefined ? [] : [fresh];
  });
  const known = new Set(kept.map(keyOf));
  const added = [...now].filter(([key]) => isChanged(key) && !known.has(key));
  return [...kept, ...added.map(([, entry]) => entry)];
}

function byKey(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}

/** Normalised as a database returns it, without undefined values. */
function plain(content: DutyContent): unknown {
  return JSON.parse(JSON.stringify(content));
}
