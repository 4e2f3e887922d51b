// The table of national codes: complete, without doubles, and what the documentation prints.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultMatterCode, kinds, matterCodes } from './kind.ts';

const page = readFileSync(new URL('../docs/reference/codes.md', import.meta.url), 'utf8');
const all = kinds.flatMap((kind) => matterCodes[kind]);

describe('matterCodes', () => {
  it.each(kinds)('has the code that %s carries by default', (kind) => {
    expect(matterCodes[kind].map(({ code }) => code)).toContain(defaultMatterCode[kind]);
  });

  it('names no code twice', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  });

  it.each(all.map((matter) => [matter.code, matter] as const))('%s is well formed', (_, matter) => {
    expect(matter.code).toMatch(/^\d{5}$/);
    expect(matter.secondList).toMatch(/^\d\d-\d\d$/);
    expect(matter.oldList ?? '00-00').toMatch(/^\d\d-\d\d$/);
    // The second list numbers the same matters with the class five lower.
    const [group, number] = matter.secondList.split('-').map(Number);
    expect(Number(matter.code)).toBe(((group ?? 0) + 5) * 1000 + (number ?? 0));
  });

  it.each(all.map((matter) => [matter.en, matter] as const))(
    'the page on codes lists %s',
    (_, matter) => {
      const row = [matter.en, matter.zh, matter.code, matter.secondList, matter.oldList ?? '–'];
      expect(page).toContain(`| ${row.join(' | ')} |`);
    },
  );
});
