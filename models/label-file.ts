// Parses a user's label file: one label per line, numbered lines, JSON, or YOLO's training YAML. Takes its text; returns the
// labels in the order of the model's classes. Ambiguous files are refused.
import { parse } from 'yaml';
import { z } from 'zod';
import { thingSchema, yamlProblem } from '../contracts/index.ts';
import { thingOf, type LabelTable, type ModelLabel } from './labels.ts';
import { ModelError } from './model-error.ts';

/** A name, and its position in the file. */
interface Written {
  text: string;
  place: string;
}

/** A line may map its label to a class of objects: `fruit cart = stall`. */
export function parseLabelFile(text: string, table: LabelTable): ModelLabel[] {
  const plain = text.replace(/^\ufeff/, '');
  const written = isStructured(plain) ? readStructure(plain) : readLines(plain);
  if (written.length === 0) throw refuse('', 'one label a line', 'none');
  return written.map((each) => toLabel(each, table));
}

function isStructured(text: string): boolean {
  return /^\s*[[{]/.test(text) || /^(names|labels|classes|id2label)\s*:/m.test(text);
}

const name = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const listSchema = z.array(name);
const numberedSchema = z.record(z.string().regex(/^\d+$/), name);
const numberOfNameSchema = z.record(z.string(), z.number().int().nonnegative());
const itemsSchema = z.array(z.object({ id: z.number().int().nonnegative(), name: z.string() }));
const holders = ['names', 'labels', 'classes', 'categories', 'id2label'];

/** JSON is YAML too, and so are Python's printed lists and maps. */
function readStructure(text: string): Written[] {
  const content = namesIn(parseYaml(text));
  const list = listSchema.safeParse(content);
  if (list.success) return list.data.map((each, index) => ({ text: each, place: `[${index}]` }));
  const numbered = numberedSchema.safeParse(content);
  if (numbered.success) return inOrder(Object.entries(numbered.data));
  const byName = numberOfNameSchema.safeParse(content);
  if (byName.success)
    return inOrder(Object.entries(byName.data).map(([each, number]) => [`${number}`, each]));
  const items = itemsSchema.safeParse(content);
  if (items.success) return inOrder(items.data.map((item) => [`${item.id}`, item.name]));
  const forms = 'a list of names, a map of numbers to names, or one of them under "names"';
  throw refuse('', forms, textOf(content));
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' }) as unknown;
  } catch (error) {
    throw refuse(
      '',
      'one label a line, JSON, or YAML with "names"',
      yamlProblem((error as Error).message),
    );
  }
}

function namesIn(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const holder = holders.find(
    (key) => typeof (content as Record<string, unknown>)[key] === 'object',
  );
  return holder === undefined ? content : (content as Record<string, unknown>)[holder];
}

function readLines(text: string): Written[] {
  const lines = text
    .split(/\r\n|\r|\n|\u2028/)
    .map((line, index) => ({ text: line.replace(/#.*/, '').trim(), place: `line ${index + 1}` }))
    .filter((line) => line.text !== '');
  return withoutNumbers(lines);
}

const numberBefore = /^(\d{1,5})(?:\s*[:,;.)\t|]\s*|\s+)(\S.*)$/;
const numberAndSign = /^\d{1,5}\s*[:,;)|]/;

/** `0 person`, `0: person`, `0,person`: either all lines have a number, or none. */
function withoutNumbers(lines: readonly Written[]): Written[] {
  const parts = lines.map((line) => numberBefore.exec(line.text));
  if (lines.length > 0 && parts.every((part) => part !== null))
    return inOrder(parts.map((part): [string, string] => [part[1] ?? '', part[2] ?? '']));
  const numbered = lines.find((line) => numberAndSign.test(line.text));
  const bare = lines.find((line) => !numberAndSign.test(line.text));
  if (numbered && bare)
    throw refuse(bare.place, 'a number before the label, as on the other lines', `"${bare.text}"`);
  return [...lines];
}

/** The numbers must be 0, 1, 2 … or 1, 2, 3 …, without duplicates: with a gap the classes are unknown. */
function inOrder(entries: readonly (readonly [string, string])[]): Written[] {
  const sorted = entries
    .map(([number, text]) => ({ number: Number(number), text: text.trim() }))
    .sort((a, b) => a.number - b.number);
  const first = sorted[0]?.number === 1 ? 1 : 0;
  const wrong = sorted.findIndex(({ number }, index) => number !== first + index);
  if (wrong >= 0)
    throw refuse('', `a label with the number ${first + wrong}`, `${sorted[wrong]?.number}`);
  return sorted.map(({ number, text }) => ({ text, place: `number ${number}` }));
}

const longestLabel = 100;

function toLabel({ text, place }: Written, table: LabelTable): ModelLabel {
  const [written = '', thing, ...rest] = text.split('=').map((part) => part.trim());
  const label = unquoted(written);
  const isName = label !== '' && label.length <= longestLabel && !/[{}[\]<>"]/.test(label);
  if (isName && thing === undefined) return { label, thing: thingOf(label, table) };
  const parsed = thingSchema.safeParse(thing);
  if (isName && parsed.success && rest.length === 0) return { label, thing: parsed.data };
  const things = thingSchema.options.join(', ');
  throw refuse(place, `"label" or "label = thing" with a thing of ${things}`, `"${text}"`);
}

/** `"person"` and `'person',` as in a list in source code. */
function unquoted(text: string): string {
  return /^(["'])(.*)\1,?$/.exec(text)?.[2]?.trim() ?? text;
}

function textOf(content: unknown): string {
  return JSON.stringify(content ?? null).slice(0, 120);
}

function refuse(place: string, expected: string, came: string): ModelError {
  const where = place === '' ? '' : `, ${place}`;
  const text = came.length > 200 ? `${came.slice(0, 200)}…` : came;
  return new ModelError(
    'wrong-labels',
    `the label file${where}: expected ${expected}, got ${text}`,
  );
}
