// Reads a table of cameras (CSV). Takes the bytes of a file; returns its cameras with their lines, and every fault, row by row.
import {
  cameraColumns,
  maxCameraRows,
  type CameraColumn,
  type CameraRowFault,
  type CameraRowFaultCode,
} from '../../../contracts/index.ts';
import { parseCsv, type CsvRow } from '../../roster/import/csv.ts';
import { decodeText } from '../../roster/import/decode-text.ts';
import { columnOfHeading } from './camera-headings.ts';
import { cut, readCameraRow, type CellTexts, type RowCamera } from './read-camera-row.ts';
import { isSpreadsheetError } from '../../roster/import/table-cell.ts';

export interface CameraRow {
  line: number;
  camera: RowCamera;
}
export interface CameraTable {
  encoding: string | null;
  cameras: CameraRow[];
  faults: CameraRowFault[];
  rows: number;
  skipped: number;
}

export function readCameraTable(bytes: Uint8Array): CameraTable {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refused(null, [wholeFile('not-text')]);
  const { encoding } = decoded;
  const parsed = parseCsv(decoded.text);
  if (!parsed.ok) return refused(encoding, [wholeFile('not-csv', parsed.what, parsed.line)]);
  const all = parsed.rows.filter((row) => !isNote(row));
  const [head, ...rows] = all;
  if (head === undefined || rows.length === 0) return refused(encoding, [wholeFile('no-rows')]);
  if (rows.length > maxCameraRows)
    return refused(encoding, [wholeFile('too-many-rows', String(rows.length))]);
  const headings = readHeadings(head);
  if (!headings.ok) return refused(encoding, headings.faults);
  const skipped = parsed.rows.length - all.length;
  return { encoding, rows: rows.length, skipped, ...readRows(rows, headings.columns) };
}

/** Such as the examples of the template. */
function isNote({ cells }: CsvRow): boolean {
  const text = cells[0]?.text ?? '';
  return text.startsWith('#') && !isSpreadsheetError(text);
}

/** Null without a heading, as when a spreadsheet adds a comma: the cells below must be empty. */
type Columns = readonly (CameraColumn | null)[];
type Headings = { ok: true; columns: Columns } | { ok: false; faults: CameraRowFault[] };

function readHeadings({ cells, line }: CsvRow): Headings {
  const found = cells.map(({ text }) => ({ text, column: columnOfHeading(text) }));
  const columns = found.flatMap(({ column }) => (column === null ? [] : [column]));
  // Without a known heading this row is a camera, perhaps with its password: it is not repeated in the message.
  if (columns.length === 0) return { ok: false, faults: [wholeFile('no-headings', '', line)] };
  const unknown = found.filter(({ column, text }) => column === null && text !== '');
  const twice = columns.filter((column, index) => columns.indexOf(column) < index);
  const missing = (['id', 'name', 'source'] as const).filter((one) => !columns.includes(one));
  const faults = [
    ...unknown.map(({ text }) => wholeFile('heading-unknown', cut(text), line)),
    ...twice.map((column) => ({ ...wholeFile('heading-twice', '', line), column })),
    ...missing.map((column) => ({ ...wholeFile('heading-missing', '', line), column })),
  ];
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, columns: found.map(({ column }) => column) };
}

function readRows(
  rows: readonly CsvRow[],
  columns: Columns,
): Pick<CameraTable, 'cameras' | 'faults'> {
  const cameras: CameraRow[] = [];
  const faults: CameraRowFault[] = [];
  const lines = new Map<string, number>();
  for (const row of rows) {
    const cells = cellsOf(row, columns);
    const id = cut(cells.id);
    const { line } = row;
    if (row.cells.some(({ text }, at) => text !== '' && (columns[at] ?? null) === null)) {
      const got = `${row.cells.length} / ${columns.filter(Boolean).length}`;
      faults.push({ ...wholeFile('too-many-cells', got, line), id });
      continue;
    }
    const read = readCameraRow(cells);
    if (!read.ok) faults.push(...read.faults.map((fault) => ({ line, id, ...fault })));
    const above = lines.get(cells.id);
    if (above !== undefined && cells.id !== '')
      faults.push({ line, id, column: 'id', code: 'twice', got: String(above) });
    else lines.set(cells.id, line);
    if (read.ok) cameras.push({ line, camera: read.camera });
  }
  return { cameras, faults };
}

function cellsOf({ cells }: CsvRow, columns: Columns): CellTexts {
  const texts = Object.fromEntries(cameraColumns.map((column) => [column, ''])) as Record<
    CameraColumn,
    string
  >;
  columns.forEach((column, index) => {
    if (column !== null) texts[column] = cells[index]?.text ?? '';
  });
  return texts;
}

function wholeFile(code: CameraRowFaultCode, got = '', line: number | null = null): CameraRowFault {
  return { line, id: null, column: null, code, got };
}

function refused(encoding: string | null, faults: CameraRowFault[]): CameraTable {
  return { encoding, cameras: [], faults, rows: 0, skipped: 0 };
}
