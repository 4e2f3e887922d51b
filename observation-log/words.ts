// The texts of a block: labels and enum words are written once, then as a number; ids (letters and an increasing number) as
// increments. Reading must follow the order of writing.
import { things, viewStates, type Thing, type ViewHealth } from '../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

export interface WordWriter {
  /** A text that may be repeated. */
  word(text: string): void;
  /** A new text: `t13` after `t12` costs next to nothing. */
  id(text: string): void;
}

export interface WordReader {
  word(): string;
  id(): string;
  thing(): Thing;
  viewState(): ViewHealth['state'];
}

export function createWordWriter(lane: ByteWriter, ids: ByteWriter): WordWriter {
  const known = new Map<string, number>();
  const word = (text: string) => {
    const index = known.get(text);
    lane.unsigned(index ?? 0);
    if (index !== undefined) return;
    known.set(text, known.size + 1);
    lane.text(text);
  };
  const families = new Map<string, { readonly index: number; readonly number: number }>();
  return {
    word,
    id: (text) => {
      const [, letters = text, digits] = countedId.exec(text) ?? [];
      const index = families.get(letters)?.index ?? 0;
      const before = families.get(letters)?.number ?? 0;
      // Ids differ, so a step of 0 is free to mark an id that is written in full.
      const step = digits === undefined ? 0 : Number(digits) - before;
      ids.unsigned(index);
      if (index === 0) ids.text(letters);
      ids.signed(step);
      if (step === 0) ids.text(digits ?? '');
      families.set(letters, { index: index || families.size + 1, number: before + step });
    },
  };
}

/** Letters and a number without leading zeros. */
const countedId = /^(.*?)(0|[1-9]\d{0,14})$/su;

/** Returns a function that throws a RangeError for a word that is on none of the lists. */
export function createWordReader(lane: ByteReader, ids: ByteReader): WordReader {
  const known: string[] = [];
  const word = (): string => {
    const index = lane.unsigned();
    if (index === 0) known.push(lane.text());
    const text = index === 0 ? known.at(-1) : known[index - 1];
    if (text === undefined) throw new RangeError(`a word that was not written: ${index}`);
    return text;
  };
  const families: { readonly letters: string; number: number }[] = [];
  const id = (): string => {
    const index = ids.unsigned();
    if (index === 0) families.push({ letters: ids.text(), number: 0 });
    const family = index === 0 ? families.at(-1) : families[index - 1];
    if (family === undefined) throw new RangeError(`letters that were not written: ${index}`);
    const step = ids.signed();
    if (step === 0) return family.letters + ids.text();
    family.number += step;
    return family.letters + String(family.number);
  };
  return {
    word,
    id,
    thing: () => listed(things, word()),
    viewState: () => listed(viewStates, word()),
  };
}

function listed<Word extends string>(list: readonly Word[], text: string): Word {
  const found = list.find((word) => word === text);
  if (found === undefined)
    throw new RangeError(`expected one of ${list.join(', ')}, got "${text}"`);
  return found;
}
