// Checks the documentation: links and anchors resolve, paths exist, both READMEs agree, and the pages with examples and tables
// agree with the code.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeFaults, parseSite, shippedKinds, usualMatterCode } from '../contracts/index.ts';
import { siteFileJsonSchema } from '../contracts/site.ts';
import { anchorsOf, isRepositoryPath, parsePage } from './markdown.ts';
import { listFiles, repositoryRoot } from './source-file.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const pages = listFiles(repositoryRoot, '.', ['.md']);
const topLevel = new Set(readdirSync(repositoryRoot));

/** The broken links of a page, in words. `load` returns the text of a file, null when there is none. */
function brokenLinks(path: string, text: string, load: (path: string) => string | null): string[] {
  return parsePage(text).links.flatMap((link) => {
    if (/^[a-z]+:/i.test(link)) return [];
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : posix.join(posix.dirname(path), file);
    const content = file === '' ? text : load(target);
    if (content === null) return [`${path}: ${link} leads nowhere`];
    const lost = anchor !== undefined && !anchorsOf(parsePage(content)).includes(anchor);
    return lost ? [`${path}: ${link} has no such heading`] : [];
  });
}

function loadFromRepository(path: string): string | null {
  const absolute = join(repositoryRoot, path);
  if (!existsSync(absolute)) return null;
  return statSync(absolute).isFile() && path.endsWith('.md') ? read(path) : '';
}

describe('links', () => {
  it.each(pages)('of %s resolve', (path) => {
    expect(brokenLinks(path, read(path), loadFromRepository)).toEqual([]);
  });

  it.each([
    ['a page that is gone', '[x](gone.md)', ['docs/a.md: gone.md leads nowhere']],
    ['a heading that is gone', '[x](b.md#gone)', ['docs/a.md: b.md#gone has no such heading']],
    [
      'a heading of the page itself that is gone',
      '# Here\n[x](#there)',
      ['docs/a.md: #there has no such heading'],
    ],
    ['a picture that is gone', '![x](gone.png)', ['docs/a.md: gone.png leads nowhere']],
    ['a page one folder up', '[x](../c.md)', ['docs/a.md: ../c.md leads nowhere']],
    ['nothing', '', []],
    ['a heading that is there', '[x](b.md#two-words)', []],
    ['a heading that repeats', '# A\n# A\n[x](#a-1)', []],
    ['another site', '[x](https://example.org/gone.md)', []],
    ['an example in code', '```\n[x](gone.md)\n```\nand `[y](gone.md)`', []],
  ])('are checked when they lead to %s', (_, text, faults) => {
    const others: Record<string, string> = { 'docs/b.md': '# Two words\n' };
    expect(brokenLinks('docs/a.md', text, (path) => others[path] ?? null)).toEqual(faults);
  });
});

describe('paths in backticks', () => {
  it.each(pages)('of %s exist', (path) => {
    const named = parsePage(read(path)).codes.filter((code) => isRepositoryPath(code, topLevel));
    const missing = named.filter(
      (code) =>
        !existsSync(join(repositoryRoot, code)) &&
        !existsSync(join(repositoryRoot, dirname(path), code)),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['edge/capture/gone.ts', true],
    ['contracts/', true],
    ['gone/file.ts', true],
    ['/etc/fencewatch/site.yaml', false],
    ['../elsewhere/file.ts', false],
    ['@fastify/static', false],
    ['image/jpeg', false],
    ['fencewatch/v1/cells/CELL/officer', false],
    ['models/weights/x.onnx', false],
    ['site.yaml', false],
    ['', false],
  ])('are told from other texts: %s', (code, isPath) => {
    expect(isRepositoryPath(code, new Set(['edge', 'contracts', 'models']))).toBe(isPath);
  });
});

describe('docs/README.md', () => {
  it('links to every page; decisions and experiments have lists of their own', () => {
    const listed = new Set(parsePage(read('docs/README.md')).links);
    const unlisted = listFiles(repositoryRoot, 'docs', ['.md'])
      .map((path) => posix.relative('docs', path))
      .filter(
        (path) => path !== 'README.md' && !/^design\/(adr\/\d|experiments\/(?!README))/.test(path),
      )
      .filter((path) => !listed.has(path));
    expect(unlisted).toEqual([]);
  });
});

describe('README.md and README.zh-CN.md', () => {
  const [english, chinese] = ['README.md', 'README.zh-CN.md'].map((path) => parsePage(read(path)));

  it('have the same headings in the same order', () => {
    const depths = english?.headings.map(({ depth }) => depth);
    expect(depths?.length).toBeGreaterThan(3);
    expect(chinese?.headings.map(({ depth }) => depth)).toEqual(depths);
  });

  it('link to the same pages', () => {
    const pagesOf = (links: string[] = []) =>
      links.filter((link) => !link.startsWith('README') && link.endsWith('.md')).sort();
    expect(pagesOf(chinese?.links)).toEqual(pagesOf(english?.links));
  });

  it('show the same commands and the same drawing', () => {
    expect(chinese?.blocks).toEqual(english?.blocks);
  });
});

describe('docs/reference/site-file.md', () => {
  const page = parsePage(read('docs/reference/site-file.md'));
  const secrets = { GATE_3_PASSWORD: 'x', MQTT_PASSWORD: 'x', JIEFANG_EAST_PASSWORD: 'x' };

  it.each(
    [...page.blocks, ...parsePage(read('docs/guide/add-a-camera.md')).blocks].filter(
      ({ language }) => language === 'yaml',
    ),
  )('and the guides show site files that are good: $text', ({ text }) => {
    const result = parseSite(parse(text), secrets);
    expect(result.ok ? '' : describeFaults(result.faults)).toBe('');
  });

  it('explains every key, and no other', () => {
    const explained = [...read('docs/reference/site-file.md').matchAll(/^\| `([^`]+)` \|/gm)];
    expect(explained.map(([, key]) => key ?? '').sort()).toEqual(
      keysOf(siteFileJsonSchema(), '').sort(),
    );
  });
});

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema | false;
  anyOf?: Schema[];
}

/** The keys of a schema that hold values, as the page writes them: `fences[].dwell.goods`. */
function keysOf(schema: object, path: string): string[] {
  const { properties, items, anyOf } = schema as Schema;
  if (properties)
    return Object.entries(properties).flatMap(([key, inner]) =>
      keysOf(inner, path ? `${path}.${key}` : key),
    );
  if (items && items.properties) return keysOf(items, `${path}[]`);
  if (anyOf)
    return [path, ...anyOf.flatMap((inner) => keysOf(inner, path)).filter((key) => key !== path)];
  return [path];
}

describe('docs/reference/codes.md', () => {
  it('gives each kind the code that its alerts carry', () => {
    const rows = [...read('docs/reference/codes.md').matchAll(/^\| ([a-z-]+) \| (\d{5}) \|$/gm)];
    expect(Object.fromEntries(rows.map(([, kind, code]) => [kind, code]))).toEqual(
      Object.fromEntries(shippedKinds.map((kind) => [kind.id, usualMatterCode(kind)])),
    );
  });
});

describe('docs/design/adr', () => {
  const decisions = readdirSync(join(repositoryRoot, 'docs/design/adr')).filter((file) =>
    /^\d/.test(file),
  );

  it.each(decisions)('%s has context, decision and consequences', (file) => {
    const headings = parsePage(read(`docs/design/adr/${file}`)).headings.map(({ text }) => text);
    expect(headings[0]).toMatch(new RegExp(`^${file.slice(0, 4)}: `));
    expect(headings.slice(1)).toEqual(['Context', 'Decision', 'Consequences']);
  });

  it('are all in the list, in order, each number once', () => {
    const { links } = parsePage(read('docs/design/adr/README.md'));
    const listed = links.filter((link) => /^\d/.test(link));
    expect(listed).toEqual([...decisions].sort());
    expect(decisions.length).toBeGreaterThan(0);
    expect(new Set(decisions.map((file) => file.slice(0, 4))).size).toBe(decisions.length);
  });
});

describe('docs/design/experiments', () => {
  it('are all in their list, each next to its decision', () => {
    const { links } = parsePage(read('docs/design/experiments/README.md'));
    const pages = readdirSync(join(repositoryRoot, 'docs/design/experiments'));
    const listed = links.filter((link) => !link.includes('/'));
    expect(listed.sort()).toEqual(pages.filter((file) => file !== 'README.md').sort());
    expect(links.filter((link) => link.startsWith('../adr/')).length).toBe(listed.length);
  });
});
