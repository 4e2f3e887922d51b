// The result of the camera bench as text, and as an HTML page in one file. Takes the result; gives text or HTML.
import type { BenchResult } from './result.ts';
import { headline, tablesOf, type Table } from './rows.ts';

export function reportText(result: BenchResult): string {
  return [...headline(result), ...tablesOf(result).map(tableText)].join('\n');
}

function tableText({ title, head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return ['', title, ...all.map(line)].join('\n');
}

export function reportPage(result: BenchResult): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Cameras a core</title>',
    '<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}',
    'table{border-collapse:collapse}td,th{padding:.25rem .6rem;border-bottom:1px solid #ccc;text-align:left}</style>',
    `<h1>Cameras a core, ${escaped(result.day)}</h1>`,
    ...headline(result).map((line) => `<p>${escaped(line)}</p>`),
    ...tablesOf(result).map(tableHtml),
    '</html>',
  ].join('\n');
}

function tableHtml({ title, head, rows }: Table): string {
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => cells(row, 'td')).join('\n');
  return `<h2>${escaped(title)}</h2>\n<table>\n${cells(head, 'th')}\n${body}\n</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
