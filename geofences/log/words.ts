// Texts that come again and again in a block, labels and words of closed lists: written out once, then a number. Takes a
// lane of texts; one who reads must ask in the order in which they were written.
import { things, viewStates, type Thing, type ViewHealth } from '../../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

export interface WordWriter {
  /** A text that will come again. */
  word(text: string): void;
  /** A text that is new, such as the id of a new track. */
  once(text: string): void;
}

export interface WordReader {
  word(): string;
  once(): string;
  thing(): Thing;
  viewState(): ViewHealth['state'];
}

export function createWordWriter(lane: ByteWriter): WordWriter {
  const known = new Map<string, number>();
  return {
    once: (text) => {
      lane.text(text);
    },
    word: (text) => {
      const index = known.get(text);
      lane.unsigned(index ?? 0);
      if (index !== undefined) return;
      known.set(text, known.size + 1);
      lane.text(text);
    },
  };
}

/** What it gives throws a RangeError on a word that is on none of the lists. */
export function createWordReader(lane: ByteReader): WordReader {
  const known: string[] = [];
  const word = (): string => {
    const index = lane.unsigned();
    if (index === 0) known.push(lane.text());
    const text = index === 0 ? known.at(-1) : known[index - 1];
    if (text === undefined) throw new RangeError(`a word that was not written: ${index}`);
    return text;
  };
  return {
    word,
    once: () => lane.text(),
    thing: () => listed(things, word()),
    viewState: () => listed(viewStates, word()),
  };
}

function listed<Word extends string>(list: readonly Word[], text: string): Word {
  const found = list.find((word) => word === text);
  if (found === undefined)
    throw new RangeError(`expected one of ${list.join(', ')}, came "${text}"`);
  return found;
}
