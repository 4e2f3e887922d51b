// The figures as CSV: one row per group, durations in minutes, shares in percent. Begins with a byte order mark, by which Excel
// recognises UTF-8.
import { voidReasons, type Numbers, type NumbersRow } from '../../contracts/index.ts';

const byteOrderMark = '\ufeff';

type Cell = string | number | null;

const columns: readonly (readonly [string, (row: NumbersRow) => Cell])[] = [
  ['cases', ({ cases }) => cases],
  ['open', ({ open }) => open],
  ['overdue', ({ overdue }) => overdue],
  ['closed', ({ closed }) => closed],
  ['due', ({ due }) => due],
  ['on time', ({ onTime }) => onTime],
  ['on time %', ({ onTimeShare }) => percent(onTimeShare)],
  ['closed on time %', ({ closedOnTimeShare }) => percent(closedOnTimeShare)],
  ['handled', ({ handled }) => handled],
  ['returned', ({ returned }) => returned],
  ['returned %', ({ returnedShare }) => percent(returnedShare)],
  ['re-opened', ({ reopened }) => reopened],
  ['escalated', ({ escalated }) => escalated],
  ['void', (row) => row.void],
  ['void %', ({ voidShare }) => percent(voidShare)],
  ...voidReasons.map(
    (why) => [`void: ${why}`, ({ voidByReason }: NumbersRow) => voidByReason[why]] as const,
  ),
  ['review lapsed', ({ lapsed }) => lapsed],
  ['to acknowledge, median min', ({ toAcknowledge }) => minutes(toAcknowledge?.medianMs)],
  ['to acknowledge, 90 % min', ({ toAcknowledge }) => minutes(toAcknowledge?.p90Ms)],
  ['to on site, median min', ({ toOnSite }) => minutes(toOnSite?.medianMs)],
  ['to on site, 90 % min', ({ toOnSite }) => minutes(toOnSite?.p90Ms)],
  ['to settle, median min', ({ toSettle }) => minutes(toSettle?.medianMs)],
  ['to settle, 90 % min', ({ toSettle }) => minutes(toSettle?.p90Ms)],
];

export function toNumbersCsv({ by, rows }: Numbers): string {
  const head = [by, ...columns.map(([name]) => name)];
  const lines = rows.map((row) => [row.group, ...columns.map(([, value]) => value(row))]);
  return byteOrderMark + [head, ...lines].map(lineOf).join('');
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

/** RFC 4180. A quote before a leading formula character keeps it a text in spreadsheets. */
function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 100;
}

function minutes(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms / 6000) / 10;
}
