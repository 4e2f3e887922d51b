// Changes a JSON value: other types, keys and lengths. Takes a valid value and dice; returns the text of another one, which may be
// invalid JSON.
import { pick, type Dice } from './dice.ts';
import { mutateBytes } from './mutate-bytes.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const mostChanges = 3;
/** Values that parsers often misread. */
const odd: readonly Json[] = [
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  '',
  ' ',
  'null',
  '\u0000',
  '\ud800',
  '\u202e',
  '０',
  '__proto__',
  '../../etc/passwd',
  "' or 1=1 --",
  '<script>',
  '${HOME}',
  '%00%n',
  '1970-01-01T00:00:00Z',
  '9999-99-99',
  [],
  {},
  [[]],
  [null],
];
const deepMark = '"lists within lists"';
/** Rarely, because they are slow to process. */
const long: readonly Json[] = ['a'.repeat(70_000), '中'.repeat(5000)];
const oddKeys = ['__proto__', 'constructor', 'toString', 'length', '', '0', 'version', 'id'];

export function mutateJson(value: Json, dice: Dice): Uint8Array {
  const text = JSON.stringify(changedOften(value, dice)).replaceAll(deepMark, () => deep(dice));
  const bytes = new TextEncoder().encode(text);
  // One in eight is broken as a text.
  if (dice(8) > 0) return bytes;
  return mutateBytes({ samples: [bytes], words: ['{', '[', '"', ':', ',', '}', '1e999'] }, dice);
}

export function changedOften(value: Json, dice: Dice): Json {
  let changed = value;
  for (let left = 1 + dice(mostChanges); left > 0; left -= 1) changed = changedOnce(changed, dice);
  return changed;
}

/** Goes down to a random place and changes it there. */
function changedOnce(value: Json, dice: Dice): Json {
  if (Array.isArray(value)) return changedList(value, dice);
  if (value !== null && typeof value === 'object') return changedObject(value, dice);
  return replacement(value, dice);
}

function changedList(list: readonly Json[], dice: Dice): Json {
  const at = dice(list.length + 1);
  switch (dice(6)) {
    case 0:
      return replacement(null, dice);
    case 1:
      return list.filter((_, index) => index !== at);
    case 2:
      return [...list, pick(odd, dice)];
    case 3:
      return Array.from({ length: dice(100) === 0 ? 3000 : 3 }, () => list[at] ?? null);
    default:
      return list.map((one, index) => (index === at ? changedOnce(one, dice) : one));
  }
}

function changedObject(object: { [key: string]: Json }, dice: Dice): Json {
  const entries = Object.entries(object);
  const at = dice(entries.length + 1);
  switch (dice(9)) {
    case 0:
      return replacement(null, dice);
    case 1:
      return Object.fromEntries(entries.filter((_, index) => index !== at));
    case 2:
      return Object.fromEntries([...entries, [pick(oddKeys, dice), pick(odd, dice)]]);
    case 3:
      return Object.fromEntries(
        entries.map(([key, one], index) => (index === at ? [`${key}2`, one] : [key, one])),
      );
    default:
      return Object.fromEntries(
        entries.map(([key, one], index) => [key, index === at ? changedOnce(one, dice) : one]),
      );
  }
}

function replacement(value: Json, dice: Dice): Json {
  if (typeof value === 'string' && dice(3) === 0) return changedText(value, dice);
  if (typeof value === 'number' && dice(3) === 0)
    return pick([-value, value + 1, value * 1000, value / 3, value * 2 ** 40], dice);
  if (dice(200) === 0) return 'lists within lists';
  if (dice(100) === 0) return pick(long, dice);
  return pick(odd, dice);
}

function changedText(text: string, dice: Dice): string {
  const at = dice(text.length + 1);
  const part = pick(['', '\n', '\u0000', '-', '.', ':', '/', '"', '9', '中', '𝄞', ' '], dice);
  return text.slice(0, at) + part + text.slice(at + dice(3));
}

/** Written as text: too deep for a value. */
function deep(dice: Dice): string {
  const levels = 2 + dice(20_000);
  return '['.repeat(levels) + ']'.repeat(levels);
}
