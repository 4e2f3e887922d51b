// Codes the second opinions of an observation. They are rare and seldom change, so the complete list is written when it differs from
// the previous one. Takes quantised opinions, and restores them exactly.
import { opinionWords, type Opinion } from '../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { isSameBox, readBox, writeBox } from './share-code.ts';

type Opinions = readonly Opinion[] | undefined;

const corner = { x: 0, y: 0, width: 0, height: 0 };

export function isSameOpinions(a: Opinions, b: Opinions): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (a ?? []).every((one, index) => isSameOpinion(one, b?.[index]));
}

function isSameOpinion(a: Opinion, b: Opinion | undefined): boolean {
  if (!b || a.at !== b.at || !isSameBox(a.region, b.region)) return false;
  return a.says.join() === b.says.join();
}

export function writeOpinions(lane: ByteWriter, capturedAt: number, opinions: Opinions = []): void {
  lane.unsigned(opinions.length);
  for (const { region, at, says } of opinions) {
    writeBox(lane, corner, region);
    lane.signed(capturedAt - at);
    lane.unsigned(says.length);
    for (const word of says) lane.unsigned(opinionWords.indexOf(word));
  }
}

/** @throws RangeError for a word that is on no list */
export function readOpinions(lane: ByteReader, capturedAt: number): Opinion[] {
  const opinions: Opinion[] = [];
  for (let count = lane.unsigned(); count > 0; count--) {
    const region = readBox(lane, corner);
    const at = capturedAt - lane.signed();
    const says: Opinion['says'] = [];
    for (let words = lane.unsigned(); words > 0; words--) says.push(readWord(lane));
    opinions.push({ region, at, says });
  }
  return opinions;
}

function readWord(lane: ByteReader): Opinion['says'][number] {
  const index = lane.unsigned();
  const word = opinionWords[index];
  if (word === undefined) throw new RangeError(`a word of an opinion that there is not: ${index}`);
  return word;
}
