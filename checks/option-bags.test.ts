import { describe, expect, it } from 'vitest';
import { largeBagsIn, maxFields } from './option-bags.ts';
import { readSources, repositoryRoot } from './source-file.ts';

/** The larger ones that are left. Remove an entry when it was split; add none. */
const stillLarge = [
  'cli/bench-days.ts DaysCommandOptions',
  'dashboard/fences/canvas/use-gestures.ts GestureOptions',
  'dispatch/engine/case-engine.ts EngineParts',
  'e2e/servers/rtsp-camera/camera-options.ts RtspCameraOptions',
  'edge/outboxes-options.ts OutboxesOptions',
];

const fields = (count: number) =>
  Array.from({ length: count }, (_, n) => `  field${n}: string;`).join('\n');

describe('options with more than eight fields', () => {
  it('are only those in the list', () => {
    const found = readSources(repositoryRoot).flatMap(largeBagsIn);
    expect(found.map(({ name }) => name)).toEqual(stillLarge);
  });

  it.each([
    ['an interface', `export interface AnyOptions {\n${fields(9)}\n}`],
    ['parts', `export interface AnyParts {\n${fields(9)}\n}`],
    ['dependencies', `export interface AnyDeps {\n${fields(9)}\n}`],
    ['a type', `export type AnyOptions = {\n${fields(9)}\n};`],
    ['a type made of several', `export type AnyOptions = Base & {\n${fields(9)}\n};`],
    [
      'an interface that extends another',
      `export interface AnyOptions extends Base {\n${fields(9)}\n}`,
    ],
  ])('are found in %s', (_, text) => {
    expect(largeBagsIn({ path: 'edge/a.ts', text })).toMatchObject([{ fields: 9 }]);
  });

  it.each([
    ['eight fields', `export interface AnyOptions {\n${fields(maxFields)}\n}`],
    ['what is not exported', `interface AnyOptions {\n${fields(9)}\n}`],
    ['data', `export interface Camera {\n${fields(9)}\n}`],
    ['types made of named parts', 'export type AnyParts = One & Other;'],
    ['an empty file', ''],
  ])('are not found in %s', (_, text) => {
    expect(largeBagsIn({ path: 'edge/a.ts', text })).toEqual([]);
  });

  it('are not looked for in tests', () => {
    const text = `export interface AnyOptions {\n${fields(9)}\n}`;
    expect(largeBagsIn({ path: 'edge/a.test.ts', text })).toEqual([]);
  });
});
