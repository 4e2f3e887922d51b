// Files of the duty plan that an operator imports: CSV from a spreadsheet, in any encoding, and YAML.
import { importDuty, type ImportResult } from '../../../dispatch/roster/import/import-duty.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const csv = [
  'gridCell,officer,phone,property,propertyPhone',
  '370305001001001,王敏,13800000001,李娜,13800000002',
  '370305001001002,"Zhao, Lei",13800000003,"a ""b""",',
].join('\r\n');
const people = ['id,name,phone,unit', 'wang,王敏,13800000001,', 'li,李娜,13800000002,'].join('\n');
const yaml = [
  'people:',
  '  - id: wang',
  '    name: 王敏',
  "    phone: '13800000001'",
  'units: []',
  'roster:',
  "  - gridCell: '370305001001001'",
  '    officer: { name: 王敏 }',
].join('\n');
const words = ['"', ',', ';', '\t', '\r\n', '\ufeff', '=1+1', '3.70305E+14', '&a', '*a', '[', '{'];
/** GB18030 of a Chinese name, UTF-16 with its mark. */
const encoded = [
  Buffer.concat([Buffer.from('id,name\nwang,'), Buffer.from([0xcd, 0xf5, 0xc3, 0xf4])]),
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(people, 'utf16le')]),
];

/** The first byte of an input says under which name the file comes. */
const names = ['a.csv', 'a.yaml', 'a.tsv', 'a.exe'];

export const dutyTable: FuzzTarget = {
  name: 'duty-table',
  what: 'CSV and YAML files of the duty plan',
  share: 15_000,
  withinMs: 3000,
  open: () => {
    const tables = [Buffer.from(csv), Buffer.from(people), ...encoded];
    const current = { people: [], units: [], shifts: [], overrides: [], roster: [] };
    return Promise.resolve({
      make: (dice) => {
        const isTable = dice(3) > 0;
        const samples = isTable ? tables : [Buffer.from(yaml)];
        const name = dice(50) === 0 ? dice(names.length) : isTable ? 0 : 1;
        return Buffer.concat([Buffer.from([name]), mutateBytes({ samples, words }, dice)]);
      },
      run: (input) => {
        const name = names[(input[0] ?? 0) % names.length] ?? '';
        const file = { name, bytes: input.subarray(1), replace: false };
        return wordsOf(importDuty(file, { current, faultsOfPlan: () => [] }));
      },
    });
  },
};

function wordsOf(result: ImportResult): string | null {
  if (result.ok) return null;
  if (result.faults.length === 0) throw new Error('refused without a fault');
  return result.faults
    .map(
      ({ line, column, expected, got }) => `${line} ${column}: expected ${expected}, got "${got}"`,
    )
    .join('; ');
}
