// docs/reference/cases.md agrees with the table, row by row.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseActionNames, caseStates, voidReasons } from '../../contracts/index.ts';
import { transitionTable } from './transition-table.ts';

const page = readFileSync(new URL('../../docs/reference/cases.md', import.meta.url), 'utf8');

describe('docs/reference/cases.md', () => {
  it.each(caseActionNames)('has the row of %s from the table of transitions', (name) => {
    const { from, to, by } = transitionTable[name];
    expect(page).toContain(`| \`${name}\` | ${from.join(', ')} | ${to} | ${by.join(', ')} |`);
  });

  it('has no row of an unknown action', () => {
    const table = /## Who may do what[^]*?(\| `[^]*?)\n\n/.exec(page)?.[1] ?? '';
    expect(table.split('\n')).toHaveLength(caseActionNames.length);
  });

  it('lists every state and every reason for a void case', () => {
    for (const word of [...caseStates, ...voidReasons]) expect(page).toContain(`\`${word}\``);
  });
});
