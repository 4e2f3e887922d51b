// Mapping of labels to classes: the shipped table, other spellings, and label files.
import { describe, expect, test } from 'vitest';
import { things } from '../contracts/index.ts';
import { parseLabelFile } from './label-file.ts';
import { labelsOfSet, loadLabelTable, parseLabelTable, thingOf } from './labels.ts';

const table = loadLabelTable();

describe('the shipped label table', () => {
  test.each([
    ['person', 'person'],
    ['bicycle', 'two-wheeler'],
    ['motorcycle', 'two-wheeler'],
    ['truck', 'vehicle'],
    ['train', 'vehicle'],
    ['umbrella', 'umbrella'],
    ['dining table', 'table'],
    ['suitcase', 'goods'],
    ['dog', 'animal'],
    ['stop sign', 'other'],
    ['stall', 'stall'],
    ['cart', 'stall'],
    ['garbage', 'debris'],
    ['摊位', 'stall'],
    ['垃圾', 'debris'],
  ])('maps %s to %s', (label, thing) => {
    expect(thingOf(label, table)).toBe(thing);
  });

  test.each([
    ['capitals', 'Dining Table'],
    ['an underscore', 'dining_table'],
    ['a dash', 'dining-table'],
    ['two spaces', 'dining  table'],
  ])('accepts a label with %s', (_title, label) => {
    expect(thingOf(label, table)).toBe('table');
  });

  test('maps unknown and empty labels to other', () => {
    expect(thingOf('unheard of', table)).toBe('other');
    expect(thingOf('', table)).toBe('other');
  });

  test('has a label for each class', () => {
    const named = new Set(Object.values(table.things));
    expect(things.filter((thing) => !named.has(thing))).toEqual(['other']);
  });

  test('has the 80 labels of COCO in their order', () => {
    const labels = labelsOfSet('coco-80', table).map(({ label }) => label);
    expect(labels).toHaveLength(80);
    expect(new Set(labels).size).toBe(80);
    expect([labels[0], labels[2], labels[25], labels[79]]).toEqual([
      'person',
      'car',
      'umbrella',
      'toothbrush',
    ]);
  });

  test('lists the known sets when asked for an unknown one', () => {
    expect(() => labelsOfSet('coco-91', table)).toThrow(
      'expected one of the label sets coco-80, got "coco-91"',
    );
  });
});

describe('parseLabelTable', () => {
  test('reports where the table is wrong', () => {
    const wrong = { version: 1, sets: {}, things: { crate: 'box' } };
    expect(() => parseLabelTable(wrong, 'labels.json')).toThrow(
      /labels\.json: things\.crate: .*"box"/,
    );
  });
});

describe('parseLabelFile', () => {
  test('reads one label a line and skips comments and empty lines', () => {
    expect(parseLabelFile('# ours\nstall\n\n  fruit  \r\nperson # walking\n', table)).toEqual([
      { label: 'stall', thing: 'stall' },
      { label: 'fruit', thing: 'other' },
      { label: 'person', thing: 'person' },
    ]);
  });

  test('lets a line give the class', () => {
    expect(parseLabelFile('fruit cart = stall\nperson=other', table)).toEqual([
      { label: 'fruit cart', thing: 'stall' },
      { label: 'person', thing: 'other' },
    ]);
  });

  test.each([
    ['an empty file', '', /expected one label a line, got none/],
    ['a file of comments', '# nothing\n\n', /got none/],
    [
      'a thing that is none',
      'stall\ncart = shop',
      /line 2: expected .* of person, .*got "cart = shop"/,
    ],
    ['a thing without a label', '= stall', /line 1/],
    ['two things', 'cart = stall = table', /line 1/],
  ])('refuses %s', (_title, text, message) => {
    expect(() => parseLabelFile(text, table)).toThrow(message);
  });
});
