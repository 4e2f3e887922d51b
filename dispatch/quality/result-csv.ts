// The verdicts of a quality check as CSV: a row per case and person, with the reason if it is left out of the figures. Takes the
// sample and the persons to show; begins with a byte order mark, by which Excel recognises UTF-8.
import { casesOf } from './sample-result.ts';
import type { SampleFile } from './quality-store.ts';

const byteOrderMark = '\ufeff';
const head = [
  ...['sample', 'seed', 'position', 'case', 'first verdict', 'first by', 'first at'],
  ...['second by', 'second verdict', 'second at', 'same', 'left out', 'note'],
];

export function toResultCsv(file: SampleFile, people: readonly string[]): string {
  const rows = people.flatMap((person) =>
    casesOf(file, person).map(({ position, caseId, first, firstBy, firstAt, given, leftOut }) => [
      ...[file.sample, file.seed, position, caseId, first, firstBy, utcOf(firstAt), person],
      ...(given === null ? ['', ''] : [given.verdict, utcOf(given.at)]),
      leftOut === null ? (first === given?.verdict ? 'yes' : 'no') : '',
      leftOut ?? '',
      given?.note ?? '',
    ]),
  );
  return byteOrderMark + [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** RFC 4180. A quote before a leading formula character keeps it a text in spreadsheets. */
function field(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function utcOf(at: number): string {
  return new Date(at).toISOString();
}
