// Changes bytes like faults and attackers. Takes samples of valid bytes, words of their format, and dice; returns other bytes.
import { pick, type Dice } from './dice.ts';

export interface ByteSamples {
  samples: readonly Uint8Array[];
  /** Words that mean something in the format. */
  words?: readonly string[];
}

type Change = (bytes: Uint8Array, dice: Dice, from: ByteSamples) => Uint8Array;

const mostChanges = 4;
const longest = 1 << 20;
/** Boundary values of lengths and counts. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

export function mutateBytes(from: ByteSamples, dice: Dice): Uint8Array {
  // Empty and random bytes are inputs too.
  if (dice(200) === 0) return randomBytes(dice(300), dice);
  let bytes = pick(from.samples, dice);
  for (let left = 1 + dice(mostChanges); left > 0; left -= 1)
    bytes = pick(changes, dice)(bytes, dice, from).subarray(0, longest);
  return bytes;
}

const flipBits: Change = (bytes, dice) =>
  replaced(bytes, dice, 1, (old) => Uint8Array.of((old[0] ?? 0) ^ (1 << dice(8))));

const otherBytes: Change = (bytes, dice) => {
  const length = 1 + dice(8);
  return replaced(bytes, dice, length, () => randomBytes(length, dice));
};

const edgeNumber: Change = (bytes, dice) => {
  const length = pick([1, 2, 4, 8], dice);
  const number = new Uint8Array(8);
  new DataView(number.buffer).setUint32(4, pick(edges, dice));
  const written = number.subarray(8 - length);
  return replaced(bytes, dice, length, () => (dice(2) === 0 ? written : written.toReversed()));
};

const cutOff: Change = (bytes, dice) => bytes.slice(0, dice(bytes.length + 1));
const cutStart: Change = (bytes, dice) => bytes.slice(dice(Math.min(bytes.length, 64) + 1));

const removeSome: Change = (bytes, dice) => {
  const at = dice(bytes.length + 1);
  return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + dice(32)));
};

const insertSome: Change = (bytes, dice) => inserted(bytes, dice, randomBytes(1 + dice(32), dice));

const repeatSome: Change = (bytes, dice) => {
  const at = dice(bytes.length + 1);
  const part = bytes.subarray(at, at + 1 + dice(200));
  const times = dice(200) === 0 ? 500 : 1 + dice(4);
  return inserted(bytes, dice, joined(...Array.from({ length: times }, () => part)));
};

const insertWord: Change = (bytes, dice, { words = [] }) =>
  words.length === 0 ? bytes : inserted(bytes, dice, new TextEncoder().encode(pick(words, dice)));

const otherSample: Change = (bytes, dice, { samples }) => {
  const other = pick(samples, dice);
  return joined(bytes.subarray(0, dice(bytes.length + 1)), other.subarray(dice(other.length + 1)));
};

const changes: readonly Change[] = [
  flipBits,
  otherBytes,
  edgeNumber,
  cutOff,
  cutStart,
  removeSome,
  insertSome,
  repeatSome,
  insertWord,
  otherSample,
];

function replaced(
  bytes: Uint8Array,
  dice: Dice,
  length: number,
  change: (old: Uint8Array) => Uint8Array,
): Uint8Array {
  const at = dice(bytes.length + 1);
  const old = bytes.subarray(at, at + length);
  return joined(bytes.subarray(0, at), change(old), bytes.subarray(at + length));
}

function inserted(bytes: Uint8Array, dice: Dice, part: Uint8Array): Uint8Array {
  const at = dice(bytes.length + 1);
  return joined(bytes.subarray(0, at), part, bytes.subarray(at));
}

function randomBytes(length: number, dice: Dice): Uint8Array {
  return Uint8Array.from({ length }, () => dice(256));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
