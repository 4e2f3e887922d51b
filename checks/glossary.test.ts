// The glossary has every noun of the architecture page and every action on a case. Names that were given up do not come back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glossaryFaults, retiredNames, retiredNamesIn, termsOf } from './glossary.ts';
import { listFiles, readSources, repositoryRoot } from './source-file.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const glossary = read('docs/design/glossary.md');
const names = new Set(termsOf(glossary).flatMap((term) => term.names));

describe('the glossary', () => {
  it('gives each term once, with Chinese and a meaning', () => {
    expect(glossaryFaults(glossary)).toEqual([]);
  });

  it('has every noun of the architecture page', () => {
    const [, table = ''] = read('docs/design/architecture.md').split('| noun | meaning |');
    const [rows = ''] = table.split('\n\n');
    const nouns = [...rows.matchAll(/^\| ([a-z ]+) \|/gm)].map(([, noun = '']) => noun);
    expect(nouns.length).toBeGreaterThan(8);
    expect(nouns.filter((noun) => !names.has(noun))).toEqual([]);
  });

  it('has the actions on a case', () => {
    for (const word of ['acknowledge', 'handle', 'void', 'transfer', 'snooze', 'defer', 'verify'])
      expect(names).toContain(word);
  });

  it.each([
    ['a term without Chinese', '| fence | fence | a polygon |', 'fence has no Chinese'],
    ['a term without a meaning', '| fence | 围栏 |  |', 'fence has no meaning'],
    ['a term twice', '| fence | 围栏 | a |\n| fence | 围栏 | b |', 'fence stands twice'],
  ])('refuses %s', (_, page, fault) => {
    expect(glossaryFaults(page)).toEqual([fault]);
  });

  it.each([
    [
      'two forms of one term',
      '| fire exit, fire lane | 消防通道 | a way |',
      ['fire exit', 'fire lane'],
    ],
    ['a note in brackets', '| evidence (of a case) | 证据 | clip |', ['evidence']],
    ['the head of the table', '| English | 中文 | meaning |\n|---|---|---|', []],
    ['text that is no table', 'One term for one concept.', []],
  ])('reads %s', (_, page, found) => {
    expect(termsOf(page).flatMap((term) => term.names)).toEqual(found);
  });
});

describe('retired names', () => {
  const pages = [...listFiles(repositoryRoot, 'docs', ['.md']), 'README.md', 'CONTRIBUTING.md'];
  const texts = [
    ...readSources(repositoryRoot),
    ...pages.map((path) => ({ path, text: read(path) })),
  ];

  it('do not occur in code, docs or file names', () => {
    const used = texts.filter(({ path }) => !path.startsWith('checks/glossary'));
    expect(used.flatMap(retiredNamesIn)).toEqual([]);
    const inPath = new RegExp(`(^|[/-])(${Object.keys(retiredNames).join('|')})([-./]|$)`);
    expect(used.map(({ path }) => path).filter((path) => inPath.test(path))).toEqual([]);
  });

  it.each(Object.entries(retiredNames))('refuse "%s" and name "%s"', (name, use) => {
    const fault = `a.ts:2 says "${name}": use "${use}"`;
    expect(retiredNamesIn({ path: 'a.ts', text: `const a = 1;\n// the ${name} of it` })).toEqual([
      fault,
    ]);
  });
});
