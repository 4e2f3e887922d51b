// Codes lists of items with ids as changes of the previous list: which item continues which, in any order. Items are tracks or
// regions; the caller codes a single item. Decoding returns the previous list itself when nothing changed.
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

interface WithId {
  readonly id: string;
}

/** `write` gets the item's previous value, null for a new one. */
export function writeItems<Item extends WithId>(
  lane: ByteWriter,
  [before, now]: readonly [before: readonly Item[], now: readonly Item[]],
  write: (was: Item | null, is: Item) => void,
): void {
  lane.unsigned(now.length);
  const indexes = new Map(before.map(({ id }, index) => [id, index]));
  let expected = 0;
  for (const is of now) {
    const index = indexes.get(is.id);
    lane.unsigned(index === undefined ? 0 : 1 + folded(index - expected));
    write(index === undefined ? null : (before[index] ?? null), is);
    if (index !== undefined) expected = index + 1;
  }
}

/** `read` must return the previous item itself when nothing changed. */
export function readItems<Item extends WithId>(
  lane: ByteReader,
  before: Item[],
  read: (was: Item | null) => Item,
): Item[] {
  const count = lane.unsigned();
  const now: Item[] = [];
  let expected = 0;
  let isSame = count === before.length;
  while (now.length < count) {
    const code = lane.unsigned();
    const index = expected + unfolded(code - 1);
    const was = code === 0 ? null : before[index];
    if (was === undefined) throw new RangeError(`an item that was not there before: ${index}`);
    const is = read(was);
    if (is !== before[now.length]) isSame = false;
    if (was !== null) expected = index + 1;
    now.push(is);
  }
  return isSame ? before : now;
}

/** 0, -1, 1, -2 … as 0, 1, 2, 3 … */
function folded(step: number): number {
  return step < 0 ? -2 * step - 1 : 2 * step;
}

export function unfolded(code: number): number {
  return code % 2 === 1 ? -(code + 1) / 2 : code / 2;
}
