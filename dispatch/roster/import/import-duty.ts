// A file with people, units, shifts or a roster, taken into the duty plan: all of it or nothing. Takes the bytes of the file and what
// is in the plan; gives what the plan would then say, or every fault of the file, row by row. Changes nothing.
import type { z } from 'zod';
import {
  cutText,
  dutyContentSchema,
  faultsOf,
  formatPath,
  maxRowFaults,
  type DutyContent,
  type DutyList,
  type Fault,
  type RowFault,
} from '../../../contracts/index.ts';
import { keyOf } from '../duty-changes.ts';
import { decodeText } from './decode-text.ts';
import { cut, type FoundEntry, type ReadEntries } from './found-entry.ts';
import { readTable, wholeFile } from './read-table.ts';
import { readYaml } from './read-yaml.ts';

export interface DutyFile {
  /** Its ending says what it is. */
  name: string;
  bytes: Uint8Array;
  /** Whether what the file does not name is removed from the lists that it has. */
  replace: boolean;
}

export interface ImportInput {
  current: DutyContent;
  /** What is wrong with a whole plan: names that lead nowhere, channels that are none. */
  faultsOfPlan: (content: DutyContent) => Fault[];
}

export type ImportResult =
  | { ok: true; content: DutyContent; encoding: string }
  | { ok: false; faults: RowFault[]; encoding: string };

type Entry = DutyContent[DutyList][number];
interface Checked {
  found: FoundEntry;
  entry: Entry;
}

export function importDuty(file: DutyFile, input: ImportInput): ImportResult {
  const decoded = decodeText(file.bytes);
  if (!decoded.ok)
    return refused([wholeFile('text in UTF-8, UTF-16 or GB18030', 'other bytes')], 'unknown');
  const { encoding } = decoded;
  const read = reader(file.name)?.(decoded.text);
  if (read === undefined)
    return refused(
      [wholeFile('a name that ends in .csv, .yaml or .yml', cut(file.name))],
      encoding,
    );
  if (!read.ok) return refused(read.faults, encoding);
  if (read.entries.length === 0)
    return refused([wholeFile('one entry at least', 'none')], encoding);
  const checked = checkEach(read.entries, input.current);
  const faults = [...checked.faults, ...twice(checked.good)];
  if (faults.length > 0) return refused(faults, encoding);
  const content = taken(checked.good, input.current, file.replace);
  const wrong = input.faultsOfPlan(content);
  if (wrong.length === 0) return { ok: true, content, encoding };
  return refused(
    wrong.map((fault) => placed(fault, content, checked.good)),
    encoding,
  );
}

function reader(name: string): ((text: string) => ReadEntries) | null {
  if (/\.(ya?ml|json)$/i.test(name)) return readYaml;
  return /\.(csv|txt|tsv)$/i.test(name) ? readTable : null;
}

function checkEach(
  entries: readonly FoundEntry[],
  current: DutyContent,
): { good: Checked[]; faults: RowFault[] } {
  const good: Checked[] = [];
  const faults: RowFault[] = [];
  for (const found of entries) {
    const schema: z.ZodType<Entry> = elementOf(found.list);
    const parsed = schema.safeParse(completed(found, current), { reportInput: true });
    if (parsed.success) good.push({ found, entry: parsed.data });
    else faults.push(...faultsOf(parsed.error).map((fault) => rowFault(fault, found)));
  }
  return { good, faults };
}

/** A table that has no column for something says nothing of it. */
function completed({ list, value, keys }: FoundEntry, current: DutyContent): unknown {
  const id = (value as { id?: unknown }).id;
  const known = current[list].find((entry) => 'id' in entry && entry.id === id);
  if (keys === null || known === undefined) return value;
  const rest = Object.entries(known).filter(([key]) => !keys.includes(key));
  return { ...Object.fromEntries(rest), ...(value as object) };
}

function elementOf(list: DutyList): z.ZodType<Entry> {
  return dutyContentSchema.shape[list].unwrap().element;
}

/** `expected …, came …` in two parts. */
function rowFault({ path, message }: Fault, found: FoundEntry): RowFault {
  const [, expected = message, got = ''] = /^(.*?)(?:, came (.*))?$/s.exec(message) ?? [];
  const place = found.placeOf(pathOf(path));
  const hint = hintOf(got);
  return { ...place, field: path, expected: cutText(`${expected}${hint}`), got: cut(got) };
}

/** What Excel makes of fifteen digits, and of a date. */
function hintOf(got: string): string {
  if (/^"\d(\.\d+)?E\+\d+"$/i.test(got))
    return ' (a spreadsheet has rounded it: format the column as text)';
  return /^"\d{1,2}\/\d{1,2}\/\d{4}"$/.test(got) ? ' (day and month cannot be told apart)' : '';
}

function pathOf(text: string): PropertyKey[] {
  return [...text.matchAll(/([^.[\]]+)/g)].map(([part]) =>
    /^\d+$/.test(part) ? Number(part) : part,
  );
}

/** Of two rows with one id nobody can say which is meant. */
function twice(checked: readonly Checked[]): RowFault[] {
  const first = new Map<string, number>();
  return checked.flatMap(({ found, entry }) => {
    const key = `${found.list} ${keyOf(entry)}`;
    const { line, column } = found.placeOf(['id']);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, line);
      return [];
    }
    const got = 'id' in entry ? entry.id : 'the same again';
    return [
      { line, column, field: 'id', expected: `an id that line ${earlier} does not have`, got },
    ];
  });
}

/** An entry with a known id takes the place of the one that has it. Of the simplest roster, cells that are named are taken anew. */
function taken(checked: readonly Checked[], current: DutyContent, replace: boolean): DutyContent {
  const content: Record<DutyList, Entry[]> = { ...current };
  for (const list of new Set(checked.map(({ found }) => found.list))) {
    const fresh = checked.filter(({ found }) => found.list === list).map(({ entry }) => entry);
    content[list] = replace ? fresh : mergeList(current[list], fresh);
  }
  return content as unknown as DutyContent;
}

function mergeList(old: readonly Entry[], fresh: readonly Entry[]): Entry[] {
  const cells = new Set(fresh.flatMap((one) => ('gridCell' in one ? [one.gridCell] : [])));
  const byKey = new Map(fresh.map((one) => [keyOf(one), one]));
  const kept = old.filter((one) => !('gridCell' in one && cells.has(one.gridCell)));
  const known = new Set(kept.map(keyOf));
  const changed = kept.map((one) => byKey.get(keyOf(one)) ?? one);
  return [...changed, ...fresh.filter((one) => !known.has(keyOf(one)))];
}

/** A fault of the plan as a whole, at the row that it is about; else of the whole file. */
function placed(fault: Fault, content: DutyContent, checked: readonly Checked[]): RowFault {
  const [list, index, ...rest] = pathOf(fault.path);
  const entry = content[list as DutyList][Number(index)];
  const own = checked.find((one) => one.entry === entry);
  const expected = own === undefined ? `${fault.message} (at ${fault.path} of the roster)` : '';
  if (own !== undefined) return rowFault({ ...fault, path: formatPath(rest) }, own.found);
  return { ...wholeFile(cutText(expected), ''), field: fault.path };
}

function refused(faults: readonly RowFault[], encoding: string): ImportResult {
  return { ok: false, faults: faults.slice(0, maxRowFaults), encoding };
}
