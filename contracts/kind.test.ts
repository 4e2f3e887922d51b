// The table of national codes: complete, without duplicates, and as printed in the documentation.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kinds, shippedKinds, usualMatterCode } from './kind.ts';

const page = readFileSync(new URL('../docs/reference/codes.md', import.meta.url), 'utf8');
const all = shippedKinds.flatMap(({ matters }) => matters);

describe('the matters of the shipped kinds', () => {
  it.each(shippedKinds.map((kind) => [kind.id, kind] as const))(
    'include the default code of %s, and no code twice',
    (_, kind) => {
      const codes = kind.matters.map(({ code }) => code);
      expect(codes).toContain(usualMatterCode(kind));
      expect(new Set(codes).size).toBe(codes.length);
    },
  );

  it('give a code the same names wherever it occurs', () => {
    const byCode = new Map(all.map((matter) => [matter.code, matter]));
    for (const matter of all) expect(matter).toEqual(byCode.get(matter.code));
  });

  it('belong to kinds with unique names', () => {
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it.each(all.map((matter) => [matter.code, matter] as const))('%s is well formed', (_, matter) => {
    expect(matter.code).toMatch(/^\d{5}$/);
    if (matter.secondList === null) return;
    expect(matter.secondList).toMatch(/^\d\d-\d\d$/);
    expect(matter.oldList ?? '00-00').toMatch(/^\d\d-\d\d$/);
    // The second list numbers the same matters, with the class five lower.
    const [group, number] = matter.secondList.split('-').map(Number);
    expect(Number(matter.code)).toBe(((group ?? 0) + 5) * 1000 + (number ?? 0));
  });

  it.each(all.map((matter) => [matter.en, matter] as const))(
    'the page on codes lists %s',
    (_, matter) => {
      const row = [
        matter.en,
        matter.zh,
        matter.code,
        matter.secondList ?? '–',
        matter.oldList ?? '–',
      ];
      expect(page).toContain(`| ${row.join(' | ')} |`);
    },
  );
});
