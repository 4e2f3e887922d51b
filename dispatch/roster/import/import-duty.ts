// Imports a file with people, units, shifts or a roster into the duty plan, completely or not at all. Takes the bytes of the file
// and the plan; returns the new plan, or every fault of the file, row by row. Changes nothing itself.
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
  type RowFaultCode,
} from '../../../contracts/index.ts';
import { keyOf } from '../duty-changes.ts';
import { decodeText } from './decode-text.ts';
import { cut, type FoundEntry, type ReadEntries } from './found-entry.ts';
import { readTable, wholeFile } from './read-table.ts';
import { readYaml } from './read-yaml.ts';
import { isRounded } from './table-cell.ts';

export interface DutyFile {
  /** The file name ending gives the format. */
  name: string;
  bytes: Uint8Array;
  /** Whether entries that the file does not name are removed from its lists. */
  replace: boolean;
}

export interface ImportInput {
  current: DutyContent;
  /** Checks a whole plan, such as references between entries. */
  faultsOfPlan: (content: DutyContent) => Fault[];
}

export type ImportResult =
  | { ok: true; content: DutyContent; encoding: string; entries: number; skipped: number }
  | { ok: false; faults: RowFault[]; encoding: string };

type Entry = DutyContent[DutyList][number];
interface Checked {
  found: FoundEntry;
  entry: Entry;
}

export function importDuty(file: DutyFile, input: ImportInput): ImportResult {
  const decoded = decodeText(file.bytes);
  if (!decoded.ok)
    return refused(
      [wholeFile('not-text', 'text in UTF-8, UTF-16 or GB18030', 'other bytes')],
      'unknown',
    );
  const { encoding } = decoded;
  const read = reader(file.name)?.(decoded.text);
  if (read === undefined)
    return refused(
      [wholeFile('bad-name', 'a name that ends in .csv, .yaml or .yml', cut(file.name))],
      encoding,
    );
  if (!read.ok) return refused(read.faults, encoding);
  if (read.entries.length === 0)
    return refused([wholeFile('empty', 'one entry at least', 'none')], encoding);
  const checked = checkEach(read.entries, input.current);
  const faults = [...checked.faults, ...twice(checked.good)];
  if (faults.length > 0) return refused(faults, encoding);
  const content = taken(checked.good, input.current, file.replace);
  const wrong = input.faultsOfPlan(content);
  const counts = { entries: read.entries.length, skipped: read.skipped };
  if (wrong.length === 0) return { ok: true, content, encoding, ...counts };
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

/** A table without a column for a field leaves the field unchanged. */
function completed({ list, value, keys }: FoundEntry, current: DutyContent): unknown {
  const id = (value as { id?: unknown } | null)?.id;
  const known = current[list].find((entry) => 'id' in entry && entry.id === id);
  if (keys === null || known === undefined) return value;
  const rest = Object.entries(known).filter(([key]) => !keys.includes(key));
  return { ...Object.fromEntries(rest), ...(value as object) };
}

function elementOf(list: DutyList): z.ZodType<Entry> {
  return dutyContentSchema.shape[list].unwrap().element;
}

/** `expected …, got …` in two parts. */
function rowFault({ path, message }: Fault, found: FoundEntry): RowFault {
  const [, expected = message, got = ''] = /^(.*?)(?:, got (.*))?$/s.exec(message) ?? [];
  const place = found.placeOf(pathOf(path));
  const hint = hintOf(got);
  const code = codeOf(got);
  return { ...place, code, field: path, expected: cutText(`${expected}${hint}`), got: cut(got) };
}

function codeOf(got: string): RowFaultCode {
  if (got === 'nothing') return 'missing';
  return isRounded(got.replaceAll('"', '')) ? 'rounded' : 'bad-value';
}

/** Excel's form of a 15-digit number, and of a date. */
function hintOf(got: string): string {
  if (/^"\d(\.\d+)?E\+\d+"$/i.test(got))
    return ' (a spreadsheet has rounded it: format the column as text)';
  return /^"\d{1,2}\/\d{1,2}\/\d{4}"$/.test(got)
    ? ' (it is not clear which is the day and which the month)'
    : '';
}

function pathOf(text: string): PropertyKey[] {
  return [...text.matchAll(/([^.[\]]+)/g)].map(([part]) =>
    /^\d+$/.test(part) ? Number(part) : part,
  );
}

/** Two rows with the same id are ambiguous. */
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
    const expected = `an id that line ${earlier} does not have`;
    return [{ line, column, code: 'twice', field: 'id', expected, got }];
  });
}

/** An entry with an existing id replaces it. In a simple roster, the entries of the named cells are replaced. */
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

/** A fault of the whole plan, at its row if there is one; else of the whole file. */
function placed(fault: Fault, content: DutyContent, checked: readonly Checked[]): RowFault {
  const [list, index, ...rest] = pathOf(fault.path);
  const entry = content[list as DutyList][Number(index)];
  const own = checked.find((one) => one.entry === entry);
  const expected = own === undefined ? `${fault.message} (at ${fault.path} of the roster)` : '';
  const code = 'unknown-name';
  if (own !== undefined)
    return { ...rowFault({ ...fault, path: formatPath(rest) }, own.found), code };
  return { ...wholeFile(code, cutText(expected), ''), field: fault.path };
}

function refused(faults: readonly RowFault[], encoding: string): ImportResult {
  return { ok: false, faults: faults.slice(0, maxRowFaults), encoding };
}
