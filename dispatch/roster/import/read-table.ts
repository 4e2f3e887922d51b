// Reads entries of the duty plan from a CSV table. Takes its text; returns the entries with their positions, or every fault with
// line, column, expected and actual value.
import type { RowFault } from '../../../contracts/index.ts';
import { columnOf, columnsOf, tableOf, type Column, type TableList } from './columns.ts';
import { parseCsv, type CsvCell, type CsvRow } from './csv.ts';
import { cut, type FoundEntry, type ReadEntries } from './found-entry.ts';
import { isFormula, isSpreadsheetError, textOfCell } from './table-cell.ts';

const csvTexts = {
  'quote-not-closed': 'a quote at the end of this text',
  'text-after-quote': 'nothing between a closing quote and the next cell',
};

export function readTable(text: string): ReadEntries {
  const parsed = parseCsv(text);
  if (!parsed.ok) {
    const { line, column, what } = parsed;
    const expected = csvTexts[what];
    return refused({ line, column, code: 'not-csv', field: '', expected, got: 'something else' });
  }
  const [head, ...all] = parsed.rows;
  if (head === undefined)
    return refused(wholeFile('empty', 'a line with headings', 'an empty file'));
  const list = tableOf(head.cells.map((cell) => cell.text));
  if (list === null) {
    const wanted = 'headings of people, units, shifts or a roster, such as id,name,phone';
    const place = { ...placeOf(head.cells[0]), code: 'no-headings', field: '' } as const;
    return refused({ ...place, expected: wanted, got: textOf(head) });
  }
  const columns = columnsIn(list, head);
  if ('faults' in columns) return { ok: false, faults: columns.faults };
  const rows = all.filter((row) => !isLeftOut(row));
  const faults = rows.flatMap((row) => [
    ...tooManyCells(row, head),
    ...formulas(row, columns.columns),
  ]);
  if (faults.length > 0) return { ok: false, faults };
  const entries = rows.map((row) => entryOf(list, row, columns.columns));
  return { ok: true, entries, skipped: all.length - rows.length };
}

/** A row that begins with #, such as the example of a table to fill in. */
function isLeftOut({ cells: [first] }: CsvRow): boolean {
  return first !== undefined && first.text.startsWith('#') && !isSpreadsheetError(first.text);
}

/** What a spreadsheet shows instead of a value, or would run. */
function formulas({ cells }: CsvRow, columns: readonly Column[]): RowFault[] {
  return cells.flatMap((cell, index) => {
    if (!isFormula(cell.text)) return [];
    const field = columns[index]?.field ?? '';
    const place = { ...placeOf(cell), code: 'formula', field } as const;
    return [{ ...place, expected: 'a text, with a single quote before it', got: cut(cell.text) }];
  });
}

function columnsIn(list: TableList, head: CsvRow): { columns: Column[] } | { faults: RowFault[] } {
  const known = columnsOf[list].map(({ names }) => names.at(-2) ?? names[0]).join(', ');
  const found = head.cells.map((cell) => ({ cell, column: columnOf(list, cell.text) }));
  const faults = found.flatMap(({ cell, column }, index): RowFault[] => {
    const place = { ...placeOf(cell), field: cell.text, got: cut(cell.text) };
    if (column === null)
      return [{ ...place, code: 'heading-unknown', expected: `a heading of ${list}: ${known}` }];
    const isTwice = found.findIndex((one) => one.column === column) < index;
    return isTwice ? [{ ...place, code: 'heading-twice', expected: 'each heading once' }] : [];
  });
  const columns = found.flatMap(({ column }) => (column === null ? [] : [column]));
  return faults.length > 0 ? { faults } : { columns };
}

function tooManyCells({ line, cells }: CsvRow, head: CsvRow): RowFault[] {
  const extra = cells.slice(head.cells.length).find((cell) => cell.text !== '');
  if (extra === undefined) return [];
  const expected = `${head.cells.length} cells, as there are headings`;
  const place = { line, column: extra.column, code: 'too-many-cells', field: '' } as const;
  return [{ ...place, expected, got: `${cells.length} cells` }];
}

function entryOf(list: TableList, row: CsvRow, columns: readonly Column[]): FoundEntry {
  const value: Record<string, unknown> = {};
  const places = new Map<string, { line: number; column: number }>();
  columns.forEach(({ field, read }, index) => {
    const cell = row.cells[index];
    if (cell === undefined) return;
    places.set(field, placeOf(cell));
    // An empty cell sets nothing.
    if (cell.text !== '') put(value, field.split('.'), read(textOfCell(cell.text)));
  });
  const start = { line: row.line, column: 1 };
  // The nearest known position: a fault of `hours.0.days.2` is in the cell of `hours.0.days`.
  const placeOfPath = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length -= 1) {
      const place = places.get(path.slice(0, length).map(String).join('.'));
      if (place !== undefined) return place;
    }
    return start;
  };
  const keys = columns.map(({ field }) => field.split('.')[0] ?? field);
  return { list, value, keys, placeOf: placeOfPath };
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  // `hours.0.from`: a list with one entry.
  if (rest[0] === '0') {
    const [first] = (target[key] ??= [{}]) as [Record<string, unknown>];
    put(first, rest.slice(1), value);
    return;
  }
  put((target[key] ??= {}) as Record<string, unknown>, rest, value);
}

function placeOf(cell: CsvCell | undefined) {
  return { line: cell?.line ?? 1, column: cell?.column ?? 1 };
}

function textOf({ cells }: CsvRow): string {
  return cut(cells.map((cell) => cell.text).join(', '));
}

function refused(fault: RowFault): ReadEntries {
  return { ok: false, faults: [fault] };
}

export function wholeFile(code: RowFault['code'], expected: string, got: string): RowFault {
  return { line: null, column: null, code, field: '', expected, got };
}
