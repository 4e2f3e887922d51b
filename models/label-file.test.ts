// Label files of users: formats, encodings, and ambiguous ones that are refused.
import { describe, expect, test } from 'vitest';
import { parseLabelFile } from './label-file.ts';
import { decodeLabelText } from './label-text.ts';
import { loadLabelTable } from './labels.ts';

const table = loadLabelTable();
const names = (text: string) => parseLabelFile(text, table).map(({ label }) => label);

describe('a label file', () => {
  test.each([
    ['numbers and spaces', '0  person\n1  car\n'],
    ['numbers and colons', '0: person\r\n1: car\r\n'],
    ['numbers from one', '1 person\n2 car'],
    ['numbers in another order', '1,car\n0,person'],
    ['tabs', '0\tperson\n1\tcar'],
    ['line ends of old Macs', 'person\rcar\r'],
    ['a byte order mark', '\ufeffperson\ncar'],
    ['a JSON list', '["person", "car"]'],
    ['a JSON map', '{"0": "person", "1": "car"}'],
    ['a JSON map the other way round', '{"person": 0, "car": 1}'],
    ['a list of Python', "['person', 'car']"],
    ['the YAML of YOLO', 'path: x\nnames:\n  0: person\n  1: car\n'],
    ['a YAML list', 'nc: 2\nnames: [person, car]\n'],
    ['JSON of a trainer', '{"id2label": {"0": "person", "1": "car"}}'],
    [
      'categories with ids',
      '{"categories": [{"id": 1, "name": "person"}, {"id": 2, "name": "car"}]}',
    ],
  ])('is read with %s', (_title, text) => {
    expect(names(text)).toEqual(['person', 'car']);
  });

  test('may give the class of a numbered label', () => {
    const expected = [{ label: 'fruit cart', thing: 'stall' }];
    expect(parseLabelFile('0: fruit cart = stall', table)).toEqual(expected);
  });

  test.each([
    ['a gap in its numbers', '0 person\n2 car', /number 1, got 2/],
    ['a number twice', '0 person\n0 car', /number 1, got 0/],
    ['a number on some lines only', '0: person\ncar', /line 2: expected a number/],
    ['broken JSON', '["person", ', /expected one label a line, JSON, or YAML/],
    ['JSON of another kind', '{"a": {"b": 1}}', /expected a list of names/],
    ['a form of another tool', 'item {\n  id: 1\n}', /got "item {"/],
    ['nothing', '', /got none/],
    ['an empty list', '[]', /got none/],
  ])('is refused with %s', (_title, text, message) => {
    expect(() => parseLabelFile(text, table)).toThrow(message);
  });
});

describe('the bytes of a label file', () => {
  const utf16 = Buffer.from('person\n行人', 'utf16le');
  test.each([
    ['UTF-8', Buffer.from('person\n行人')],
    ['UTF-8 with a mark', Buffer.from('\ufeffperson\n行人')],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16 without a mark', utf16],
    ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).swap16()],
  ])('are read as %s', (_title, bytes) => {
    expect(names(decodeLabelText(bytes))).toEqual(['person', '行人']);
  });

  test.each([
    ['GBK', Buffer.from([0xd0, 0xd0, 0xc8, 0xcb]), /save it as UTF-8/],
    ['a picture', Buffer.from([0x41, 0x00, 0x01, 0x02, 0x41]), /binary data/],
    ['two megabytes', Buffer.alloc(2_000_000, 65), /is it the model itself/],
  ])('are refused as %s', (_title, bytes, message) => {
    expect(() => decodeLabelText(bytes)).toThrow(message);
  });
});
