// Cells that are saved by a spreadsheet and imported again.
import { expect, it } from 'vitest';
import { parseCsv } from '../../roster/import/csv.ts';
import { cellOfText, isFormula, textOfCell } from './table-cell.ts';

it.each([
  'plain',
  '=1+1',
  '-1层',
  '+2',
  '@home',
  "'quoted",
  "'=both",
  "it's",
  '370305001001001',
  'a,b;c',
  'say "x"',
])('%s is the same after a round trip, and no formula on the way', (text) => {
  const cell = cellOfText(text);
  expect(isFormula(cell.replace(/^"/, ''))).toBe(false);
  const parsed = parseCsv(`head,x\r\n${cell},x\r\n`);
  expect(parsed.ok && textOfCell(parsed.rows[1]?.cells[0]?.text ?? '')).toBe(text);
});
