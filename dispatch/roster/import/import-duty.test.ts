// Files with people, units, shifts and rosters from spreadsheets and editors: what is accepted, and what is refused with line,
// column, expected and actual value.
import { describe, expect, it } from 'vitest';
import { emptyDuty, type DutyContent } from '../../../contracts/index.ts';
import { decodeText } from './decode-text.ts';
import { importDuty } from './import-duty.ts';
import { parseCsv } from './csv.ts';
import { readDate, readDays, readList } from './cell-values.ts';

/** 姓名,王伟 and so on, in the encoding of Chinese Excel. */
const gbk = (text: string) => {
  const known: Record<string, number[]> = {
    编: [0xb1, 0xe0],
    号: [0xba, 0xc5],
    姓: [0xd0, 0xd5],
    名: [0xc3, 0xfb],
    王: [0xcd, 0xf5],
    伟: [0xce, 0xb0],
    电: [0xb5, 0xe7],
    话: [0xbb, 0xb0],
  };
  return Uint8Array.from(Array.from(text).flatMap((one) => known[one] ?? [one.charCodeAt(0)]));
};
const bytesOf = (text: string) => new TextEncoder().encode(text);

const bring = (
  content: string | Uint8Array,
  options: { name?: string; replace?: boolean; current?: Partial<DutyContent> } = {},
) => {
  const { name = 'people.csv', replace = false, current = {} } = options;
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const plan = { ...emptyDuty, ...current };
  return importDuty({ name, bytes, replace }, { current: plan, faultsOfPlan: () => [] });
};
const peopleOf = (...args: Parameters<typeof bring>) => {
  const result = bring(...args);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.content.people;
};
const faultsOf = (...args: Parameters<typeof bring>) => {
  const result = bring(...args);
  if (result.ok) throw new Error('it was taken');
  return result.faults;
};
const wang = { id: 'wang', name: '王伟', language: 'zh-CN', channels: [] } as const;

describe('a table of people', () => {
  it.each([
    ['UTF-8', bytesOf('id,name\nwang,王伟\n'), 'utf-8'],
    ['UTF-8 with a byte order mark', bytesOf('\ufeffid,name\r\nwang,王伟\r\n'), 'utf-8'],
    ['GBK with Chinese headings', gbk('编号,姓名\r\nwang,王伟\r\n'), 'gb18030'],
    ['UTF-16', Buffer.from('\ufeffid\tname\r\nwang\t王伟', 'utf16le'), 'utf-16le'],
  ])('in %s is taken', (_, bytes, encoding) => {
    const result = bring(bytes);
    expect(result).toMatchObject({ ok: true, encoding, content: { people: [wang] } });
  });

  it.each([
    ['semicolons', 'id;name;channels\nwang;王伟;sms, mail'],
    ['tabs', 'id\tname\tchannels\nwang\t王伟\tsms|mail'],
    ['quotes', 'id,name,channels\n"wang","王伟","sms, mail"'],
    ['empty lines and no line at the end', 'id,name,channels\n\n,,\nwang,王伟,sms mail'],
    ['another order and case', 'Channels,NAME,Id\nsms；mail,王伟,wang'],
  ])('with %s is taken', (_, text) => {
    expect(peopleOf(text)).toMatchObject([{ ...wang, channels: ['sms', 'mail'] }]);
  });

  it('keeps line ends and doubled quotes inside quotes, and counts lines correctly', () => {
    const text = 'id,name,phone\nwang,"王\n""老""伟",1\nli,李,\n';
    expect(peopleOf(text)).toMatchObject([{ name: '王\n"老"伟' }, { id: 'li' }]);
    expect(faultsOf(`${text}zhao,,2\n`)).toMatchObject([{ line: 5, column: 6, field: 'name' }]);
  });

  it.each([
    ['2026-10-01', '2026-10-01'],
    ['2026/10/1', '2026-10-01'],
    ['2026年10月1日', '2026-10-01'],
    ['20261001', '2026-10-01'],
  ])('takes the date %s', (date, until) => {
    expect(peopleOf(`id,name,until\nwang,王伟,${date}`)).toMatchObject([{ until }]);
  });

  it.each([
    ['two dates in one', 'until', '10/1/2026', 'it is not clear which is the day'],
    ['a day that is none', 'until', '2026-02-30', 'expected a date'],
    ['the number of a day', 'until', '46296', 'expected a date'],
    ['no address', 'email', 'wang@', ''],
    ['an unknown language', 'language', 'fr', ''],
    ['a long telephone number', 'phone', '1'.repeat(41), ''],
    ['a lost half of a character', 'phone', '\ufffd'.repeat(41), ''],
  ])('refuses %s with its place', (_, field, value, expected) => {
    const [fault, ...more] = faultsOf(`id,name,${field}\nli,李,\nwang,王伟,${value}`);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ line: 3, column: 9, field });
    expect(fault?.expected).toContain(expected);
    expect(fault?.got).toContain(value.slice(0, 10));
  });

  it('leaves out rows that begin with #, and says how many', () => {
    const result = bring('id,name\n#li,an example\nwang,王伟\n# a note\n');
    expect(result).toMatchObject({ ok: true, entries: 1, skipped: 2, content: { people: [wang] } });
  });

  it('drops a quote before a text, as spreadsheets do, and takes no formula for a name', () => {
    expect(peopleOf(`id,name,phone\nwang,王伟,'+86 138`)).toMatchObject([{ phone: '+86 138' }]);
    const formulas = 'id,name,phone\nwang,=A1,#REF!';
    expect(faultsOf(formulas)).toMatchObject([
      { line: 2, column: 6, code: 'formula', field: 'name', got: '=A1' },
      { line: 2, column: 10, code: 'formula', field: 'phone' },
    ]);
  });

  it.each([
    ['missing', 'id,name\nwang,'],
    ['bad-value', 'id,name\na b,王伟'],
    ['heading-unknown', 'id,name,shoe\nwang,王伟,43'],
    ['heading-twice', 'id,name,姓名\nwang,王伟,王伟'],
    ['too-many-cells', 'id,name\nwang,王伟,43'],
    ['no-headings', 'wang,王伟\nli,李'],
    ['not-csv', 'id,name\nwang,"王伟'],
    ['empty', 'id,name\n'],
    ['rounded', 'id,name,level,cells\nwest,西,grid,3.70305E+14'],
  ])('says which kind of fault: %s', (code, text) => {
    expect(faultsOf(text)).toMatchObject([{ code }]);
  });

  it.each([
    ['bad-name', 'id,name', 'people.docx'],
    ['not-yaml', 'people: [', 'people.yaml'],
    ['heading-unknown', 'persons: []', 'people.yaml'],
  ])('says which kind of fault a file has: %s', (code, text, name) => {
    expect(faultsOf(text, { name })[0]).toMatchObject({ code });
  });

  it('takes the words of a list in Chinese', () => {
    const people = '编号,姓名,语言,免打扰,免打扰方式\nwang,王伟,英文,22:00-06:00,下一位\n';
    expect(peopleOf(people)).toMatchObject([
      { language: 'en', quietHours: { then: 'next-person' } },
    ]);
    const units = bring('编号,名称,层级\na,甲,网格\nb,乙,街道\nc,丙,City\n');
    expect(units).toMatchObject({
      content: { units: [{ level: 'grid' }, { level: 'street' }, { level: 'city' }] },
    });
    const shifts = bring('编号,单位,岗位,人员\nd,a,值班长,wang\n');
    expect(shifts).toMatchObject({ content: { shifts: [{ part: 'duty-leader' }] } });
    expect(faultsOf('编号,名称,层级\na,甲,村\n')).toMatchObject([{ field: 'level', got: '"村"' }]);
  });

  it('imports nothing when one of many rows is faulty, and reports every fault', () => {
    const rows = Array.from({ length: 50 }, (_, index) => `p${index},Person ${index}`);
    rows[10] = 'bad id,Li';
    rows[20] = 'p20,';
    const faults = faultsOf(`id,name\n${rows.join('\n')}`);
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [12, 'id'],
      [22, 'name'],
    ]);
  });

  it('refuses one id in two rows, and names both', () => {
    expect(faultsOf('id,name\nwang,a\nli,b\nwang,c')).toEqual([
      {
        line: 4,
        column: 1,
        code: 'twice',
        field: 'id',
        expected: 'an id that line 2 does not have',
        got: 'wang',
      },
    ]);
  });

  it('leaves fields without a column, and clears empty cells of others', () => {
    const known = { ...wang, phone: '1', channels: ['sms'] };
    const current = { people: [known, { ...wang, id: 'li' }] } as Partial<DutyContent>;
    const people = peopleOf('id,name,phone\nwang,王大伟,', { current });
    expect(people).toEqual([
      { ...wang, name: '王大伟', channels: ['sms'] },
      { ...wang, id: 'li' },
    ]);
  });

  it('removes people who are not named only in replace mode', () => {
    const current = { people: [{ ...wang, id: 'li' }] } as unknown as Partial<DutyContent>;
    expect(peopleOf('id,name\nwang,王伟', { current })).toHaveLength(2);
    expect(peopleOf('id,name\nwang,王伟', { current, replace: true })).toHaveLength(1);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['an empty one', '', {}, null, 'headings'],
    ['headings alone', 'id,name\n', {}, null, 'one entry'],
    ['an unknown heading', 'id,name,shoe size\nwang,a,43', {}, 1, 'a heading of people'],
    ['a heading twice', 'id,name,姓名\nwang,a,b', {}, 1, 'each heading once'],
    ['no headings', 'wang,王伟\nli,李\n', {}, 1, 'headings of people'],
    ['more cells than headings', 'id,name\nwang,a,b', {}, 2, '2 cells'],
    ['an open quote', 'id,name\nwang,"a\nli,b\n', {}, 2, 'a quote'],
    ['text behind a quote', 'id,name\n"wang"x,a', {}, 2, 'nothing between'],
    ['another kind of file', 'id,name\nwang,a', { name: 'people.xlsx' }, null, '.csv'],
    ['YAML that is none', 'people: [', { name: 'a.yaml' }, 1, 'YAML'],
    ['YAML with another list', 'cameras: []', { name: 'a.yaml' }, 1, 'one of units'],
    ['YAML without a list', 'people: 3', { name: 'a.yml' }, 1, 'a list'],
    ['a YAML text', 'hello', { name: 'a.yaml' }, null, 'a map'],
    ['JSON with a key twice', '{"people":[],"people":[]}', { name: 'a.json' }, 1, 'YAML'],
  ])('is %s', (_, text, options, line, expected) => {
    const [fault] = faultsOf(text, options);
    expect(fault?.line).toBe(line);
    expect(fault?.expected).toContain(expected);
  });

  it('is no text', () => {
    expect(faultsOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16))).toMatchObject([
      { line: null, expected: expect.stringContaining('GB18030') as string },
    ]);
    expect(decodeText(Uint8Array.of(0x81, 0x20, 0xff)).ok).toBe(false);
  });
});

describe('other tables', () => {
  it('are shifts, with hours and a rotation', () => {
    const text = `id,unit,part,days,from,to,people,rotationDays,rotationStart
night,west,officer,周一至周五 节假日,22:00,06:00,wang li,1,2026/10/1`;
    const result = bring(text, { name: 'shifts.csv' });
    expect(result.ok && result.content.shifts).toMatchObject([
      {
        id: 'night',
        people: ['wang', 'li'],
        hours: [
          { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'holiday'], from: '22:00', to: '06:00' },
        ],
        rotation: { days: 1, start: '2026-10-01' },
      },
    ]);
    const [fault] = faultsOf(text.replace('06:00', '6 o\u2019clock'), { name: 'shifts.csv' });
    expect(fault).toMatchObject({ line: 2, field: 'hours[0].to' });
    expect(fault?.column).toBeGreaterThan(30);
  });

  it('are units, and rounded cell ids of a spreadsheet are reported', () => {
    const good = bring('id,name,level,cells\nwest,West,grid,370305001001001 370305001001002');
    expect(good.ok && good.content.units).toMatchObject([
      { cells: ['370305001001001', '370305001001002'] },
    ]);
    const [fault] = faultsOf('id,name,level,cells\nwest,West,grid,3.70305E+14');
    expect(fault).toMatchObject({ line: 2, column: 16, got: '"3.70305E+14"' });
    expect(fault?.expected).toContain('format the column as text');
  });

  it('are a roster, which replaces the cells that it names', () => {
    const cell = '370305001001001';
    const before = [{ gridCell: cell, officer: { name: 'old' }, property: { name: 'old' } }];
    const other = { ...before[0], gridCell: '370305001001002' };
    const text = `gridCell,officerName,officerPhone,propertyName\n${cell},李,138,王`;
    const current = { roster: [...before, other] } as Partial<DutyContent>;
    const result = bring(text, { current });
    expect(result.ok && result.content.roster).toEqual([
      other,
      { gridCell: cell, officer: { name: '李', phone: '138' }, property: { name: '王' } },
    ]);
  });
});

describe('YAML', () => {
  it('has any of the lists, and faults have their position', () => {
    const text = 'people:\n  - id: wang\n    name: 王伟\n  - id: li\n    name: 李\n    email: no\n';
    expect(faultsOf(text, { name: 'a.yaml' })).toMatchObject([
      { line: 6, column: 12, field: 'email', got: '"no"' },
    ]);
    const good = bring(text.replace('    email: no\n', ''), { name: 'a.yaml' });
    expect(good.ok && good.content.people.map(({ id }) => id)).toEqual(['wang', 'li']);
  });

  it('reports a missing field at its parent', () => {
    expect(faultsOf('units:\n  - id: west\n    level: grid\n', { name: 'a.yaml' })).toMatchObject([
      { line: 2, column: 5, field: 'name', got: 'nothing' },
    ]);
  });
});

describe('YAML found by fuzzing', () => {
  it('with an empty entry is refused with its position', () => {
    const result = importDuty(
      { name: 'a.yaml', bytes: new TextEncoder().encode('people:\n  -'), replace: false },
      {
        current: { people: [], units: [], shifts: [], overrides: [], roster: [] },
        faultsOfPlan: () => [],
      },
    );
    expect(result).toMatchObject({ ok: false, faults: [{ line: 2 }] });
  });

  it('that is nested too deep is refused with a message', () => {
    const bytes = new TextEncoder().encode(`people: ${'['.repeat(20_000)}`);
    const result = importDuty(
      { name: 'a.yaml', bytes, replace: false },
      {
        current: { people: [], units: [], shifts: [], overrides: [], roster: [] },
        faultsOfPlan: () => [],
      },
    );
    expect(!result.ok && result.faults[0]?.got).toBe('lists and maps are nested too deep');
  });
});

describe('a fault of the whole plan', () => {
  it('is at the row that caused it, else at none', () => {
    const faultsOfPlan = () => [
      { path: 'people[0].channels[0]', message: 'expected a channel, got "fax"' },
      { path: 'shifts[0].unit', message: 'expected the id of a unit in this file, got "x"' },
    ];
    const bytes = bytesOf('id,name,channels\nwang,王伟,fax');
    const file = { name: 'a.csv', bytes, replace: false };
    const shift = { id: 's', unit: 'x', part: 'officer', people: ['wang'] };
    const current = { ...emptyDuty, shifts: [shift] } as unknown as DutyContent;
    const result = importDuty(file, { current, faultsOfPlan });
    expect(result).toMatchObject({
      ok: false,
      faults: [
        { line: 2, column: 9, field: 'channels[0]', got: '"fax"' },
        { line: null, field: 'shifts[0].unit' },
      ],
    });
  });
});

describe('cells of a table', () => {
  it.each([
    ['', []],
    [' a  b ', ['a', 'b']],
    ['a、b，c；d|e;f,g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
  ])('%j as a list', (text, expected) => {
    expect(readList(text)).toEqual(expected);
  });
  it.each([
    ['mon-fri', ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['周六、周日', ['sat', 'sun']],
    ['Monday holiday', ['mon', 'holiday']],
    ['fri-mon', ['fri', 'sat', 'sun', 'mon']],
    ['Mondayish', ['mondayish']],
    ['mon-fri-sun', ['mon-fri-sun']],
  ])('%j as days', (text, expected) => {
    expect(readDays(text)).toEqual(expected);
  });
  it.each(['', '1.2.2026', '2026', 'tomorrow'])('%j is no date and stays unchanged', (text) => {
    expect(readDate(text)).toBe(text);
  });
  it('without anything are no rows', () => {
    expect(parseCsv('')).toEqual({ ok: true, rows: [] });
  });
});
