// Lists of things with ids as changes of the list before: which item continues which, in any order. An item is what a track
// or a region is; how one item is written is the caller's. Gives the former list itself when nothing of it changed.
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

interface WithId {
  readonly id: string;
}

/** `write` is told what the item was before, null for a new one. */
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

/** `read` must give the item that it was told of when nothing of that changed. */
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
