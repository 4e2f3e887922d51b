// Tables of cameras from spreadsheets and editors: what is read, and every fault with its line.
import { describe, expect, it } from 'vitest';
import { maxCameraRows } from '../../../contracts/index.ts';
import { readCameraTable } from './read-camera-table.ts';

const head = 'id,name,address,user,password,grid cell,location,transport,edge';
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: string[]) => readCameraTable(bytes(lines.join('\n')));
const faultsOf = (...lines: string[]) =>
  read(...lines).faults.map(({ line, column, code }) => [line, column, code].join(' '));

/** 北门 and 编号 and so on, as Chinese Excel writes them. */
const inGbk: Readonly<Record<string, number[]>> = {
  编: [0xb1, 0xe0],
  号: [0xba, 0xc5],
  名: [0xc3, 0xfb],
  称: [0xb3, 0xc6],
  地: [0xb5, 0xd8],
  址: [0xd6, 0xb7],
  北: [0xb1, 0xb1],
  门: [0xc3, 0xc5],
};

function gbk(text: string): Uint8Array {
  const codes = Array.from(text).flatMap((letter) => inGbk[letter] ?? [letter.charCodeAt(0)]);
  return Uint8Array.from(codes);
}

function utf16(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

const usual = {
  ...{ id: 'gate', name: '北门', source: 'rtsp://10.0.0.7/live', logIn: null },
  ...{ gridCell: null, location: null, transport: 'auto', edge: null },
};

describe('a table is read', () => {
  const chinese = '编号,名称,地址\r\ngate,北门,rtsp://10.0.0.7/live\r\n';
  it.each([
    ['in UTF-8 with a byte order mark and CRLF', bytes(`\ufeff${chinese}`), 'utf-8'],
    ['in GB18030', gbk(chinese), 'gb18030'],
    ['in UTF-16 with tabs, as “Unicode text”', utf16(chinese.replaceAll(',', '\t')), 'utf-16le'],
    ['with semicolons', bytes(chinese.replaceAll(',', ';')), 'utf-8'],
    ['with quotes', bytes(chinese.replaceAll(/[^,\r\n]+/g, (cell) => `"${cell}"`)), 'utf-8'],
    ['with empty lines and cells', bytes(chinese.replaceAll('\r\n', ',,\r\n,,,\r\n')), 'utf-8'],
  ])('%s', (_, file, encoding) => {
    const table = readCameraTable(file);
    expect(table.faults).toEqual([]);
    expect(table.encoding).toBe(encoding);
    expect(table.cameras.map(({ camera }) => camera)).toEqual([usual]);
  });

  it('with every column, a comma and a quote within cells, and in any order', () => {
    const line = 'udp,"p,""1","Gate ""A"", north",a-1,rtsp://h/1,w,370305001001001,,edge-1';
    const table = read('Transport,PASSWORD,Name,ID,URL,User_Name,Grid-Cell,Place,Edge', line);
    expect(table.faults).toEqual([]);
    expect(table.cameras).toEqual([
      {
        line: 2,
        camera: {
          ...{ id: 'a-1', name: 'Gate "A", north', source: 'rtsp://h/1', transport: 'udp' },
          ...{ logIn: { user: 'w', password: 'p,"1' }, gridCell: '370305001001001' },
          ...{ location: null, edge: 'edge-1' },
        },
      },
    ]);
  });

  it('and rows that begin with # are counted, not imported', () => {
    const table = read(head, '#gate-1,an example', 'gate,北门,rtsp://10.0.0.7/live', '# note');
    expect(table).toMatchObject({ skipped: 2, rows: 1, faults: [] });
  });

  it('and the leading quote of a spreadsheet text is dropped, but not in a password', () => {
    const line = "a,'-1层,rtsp://h/1,w,'=secret,'370305001001001,'=1+1,,'@edge";
    const [row] = read(head, line).cameras;
    expect(row?.camera).toMatchObject({
      ...{ name: '-1层', location: '=1+1', edge: '@edge', gridCell: '370305001001001' },
      logIn: { user: 'w', password: "'=secret" },
    });
  });
});

describe('a whole file is refused', () => {
  it.each<[string, Uint8Array, string]>([
    ['that is empty', bytes(''), 'no-rows'],
    ['with headings only', bytes(`${head}\n`), 'no-rows'],
    ['that is a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'not-text'],
    ['whose quote is not closed', bytes(`${head}\na,"b,rtsp://h/1`), 'not-csv'],
    [
      'without headings',
      bytes('gate,北门,rtsp://u:geheim@10.0.0.7/live\nb,c,rtsp://h'),
      'no-headings',
    ],
    ['that lacks a column', bytes('id,name\na,b'), 'heading-missing'],
    ['with a column that nobody knows', bytes(`${head},mask\na,b,rtsp://h/1`), 'heading-unknown'],
    ['with a column twice', bytes(`${head},编号\na,b,rtsp://h/1`), 'heading-twice'],
  ])('%s', (_, file, code) => {
    const { faults, cameras } = readCameraTable(file);
    expect(faults).toMatchObject([{ code }]);
    expect(cameras).toEqual([]);
    expect(JSON.stringify(faults)).not.toContain('geheim');
  });

  it('with too many rows', () => {
    const rows = Array.from({ length: maxCameraRows + 1 }, (_, at) => `c-${at},n,rtsp://h/${at}`);
    expect(read(head, ...rows).faults).toMatchObject([{ code: 'too-many-rows', got: '5001' }]);
    expect(read(head, ...rows.slice(1)).faults).toEqual([]);
  });
});

describe('a row is refused', () => {
  it.each([
    ['without an id', ',n,rtsp://h/1', 'id missing'],
    ['with a dot in its id', 'a.b,n,rtsp://h/1', 'id bad-id'],
    ['without a name', 'a,,rtsp://h/1', 'name missing'],
    ['with too long a name', `a,${'长'.repeat(101)},rtsp://h/1`, 'name bad-text'],
    ['without an address', 'a,n,', 'source missing'],
    ['with the address of a web page', 'a,n,http://h/1', 'source bad-address'],
    ['with the path of a file', 'a,n,/etc/passwd', 'source bad-address'],
    ['with a password and no user', 'a,n,rtsp://h/1,,geheim', 'user password-without-user'],
    ['with two log-ins', 'a,n,rtsp://x:geheim@h/1,w,p', 'user two-log-ins'],
    ['with too long a user', `a,n,rtsp://h/1,${'u'.repeat(101)},p`, 'user bad-log-in'],
    ['with too long a password', `a,n,rtsp://h/1,u,${'geheim'.repeat(40)}`, 'password bad-log-in'],
    ['with a rounded cell', 'a,n,rtsp://h/1,,,3.70305E+14', 'gridCell rounded-number'],
    ['with 14 digits', 'a,n,rtsp://h/1,,,37030500100100', 'gridCell bad-cell'],
    ['with another transport', 'a,n,rtsp://h/1,,,,,http', 'transport bad-transport'],
    ['with too long an edge', `a,n,rtsp://h/1,,,,,,${'e'.repeat(65)}`, 'edge bad-edge'],
    ['with a formula as its name', 'a,=HYPERLINK(1),rtsp://h/1', 'name formula'],
    ['with the error of a spreadsheet', 'a,#REF!,rtsp://h/1', 'name formula'],
    ['with an error as its id: it is no note', '#NAME?,n,rtsp://h/1', 'id formula'],
    ['with a cell below an empty heading', 'a,n,rtsp://h/1,,,,,,,,below', ' too-many-cells'],
    ['with more cells than headings', 'a,n,rtsp://h/1,,,,,,,more', ' too-many-cells'],
  ])('%s', (_, line, fault) => {
    const table = read(head, 'good,n,rtsp://h/0', line);
    expect(table.faults.map(({ column, code }) => `${column ?? ''} ${code}`)).toEqual([fault]);
    expect(table.faults[0]?.line).toBe(3);
    expect(JSON.stringify(table.faults)).not.toContain('geheim');
  });

  it('with all its faults, and so are the other rows', () => {
    expect(faultsOf(head, 'a b,,x', 'c,n,rtsp://h/1', 'd,n,y')).toEqual([
      ...['2 id bad-id', '2 name missing', '2 source bad-address', '4 source bad-address'],
    ]);
  });

  it('when an earlier row has its id, and names that row', () => {
    const table = read(head, 'a,n,rtsp://h/1', 'b,n,rtsp://h/2', 'a,n,rtsp://h/1');
    expect(table.faults).toMatchObject([{ line: 4, id: 'a', code: 'twice', got: '2' }]);
  });

  it('at the right line after a cell of two lines', () => {
    expect(faultsOf(head, 'a,"two\nlines",rtsp://h/1', 'b,n,x')).toEqual(['4 source bad-address']);
  });
});
