// Every package has an allowed licence, NOTICE names those that must be named, and the SBOM has every package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../source-file.ts';
import { correctedLicences } from './allowed.ts';
import { librariesInside, mustBeNamed } from './libraries-inside.ts';
import { faultsOfLicences, faultsOfNotice, waysOf } from './licence-faults.ts';
import { parseLockfile, type LockedPackage } from './lockfile-packages.ts';
import { faultsOfSbom, makeSbom, type Sbom } from './sbom.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const packages = parseLockfile(read('package-lock.json'));
const notice = read('NOTICE');

const packageWith = (licence: string | null, name = 'some-package'): LockedPackage => ({
  name,
  version: '1.0.0',
  licence,
  use: 'product',
});

describe('the packages of package-lock.json', () => {
  it('have licences that are allowed', () => {
    expect(packages.length).toBeGreaterThan(300);
    expect(faultsOfLicences(packages)).toEqual([]);
  });

  it('are named in NOTICE where their licence requires it', () => {
    expect(faultsOfNotice(packages, notice)).toEqual([]);
  });

  it('have no corrected licence that is no longer needed', () => {
    const installed = new Set(packages.map(({ name, version }) => `${name}@${version}`));
    expect(Object.keys(correctedLicences).filter((key) => !installed.has(key))).toEqual([]);
  });

  it.each([
    ['@img/sharp-libvips', 'LGPL-3.0-or-later'],
    ['web-push', 'Mozilla Public License 2.0'],
    ['axe-core', 'Mozilla Public License 2.0'],
    ['lightningcss', 'Mozilla Public License 2.0'],
  ])('would be missed in NOTICE: %s', (name, words) => {
    const without = notice
      .split('\n- ')
      .filter((paragraph) => !paragraph.startsWith(name))
      .join('\n- ');
    expect(without).not.toBe(notice);
    expect(faultsOfNotice(packages, without)).toEqual([
      `NOTICE: expected a paragraph with "${name}" and "${words}"`,
    ]);
  });
});

describe('the libraries inside the binary of sharp', () => {
  const found = packages
    .filter(({ name }) => name.startsWith('@img/sharp-libvips-'))
    .map(({ name }) => join(repositoryRoot, 'node_modules', name, 'README.md'))
    .find((path) => existsSync(path));
  const inside = found === undefined ? [] : librariesInside(readFileSync(found, 'utf8'));

  it.skipIf(found === undefined)('are in NOTICE where they are under LGPL or MPL', () => {
    expect(inside.length).toBeGreaterThan(20);
    const asking = inside.filter(mustBeNamed).map(({ name }) => name);
    expect(asking).toContain('libvips');
    expect(asking.filter((name) => !new RegExp(`\\b${name}\\b`).test(notice))).toEqual([]);
  });

  it('are read from the table, without its head', () => {
    const table = '| Library | Used under the terms of |\n|---|---|\n| glib   | LGPLv3 |\n';
    expect(librariesInside(table)).toEqual([{ name: 'glib', terms: 'LGPLv3' }]);
    expect(librariesInside('')).toEqual([]);
  });
});

describe('a licence', () => {
  it.each([
    ['allowed', 'MIT', []],
    ['a choice with an allowed one', '(GPL-2.0-only OR MIT)', []],
    ['several that apply together', 'Apache-2.0 AND LGPL-3.0-or-later', []],
    ['one of several not allowed', 'MIT AND GPL-3.0-only', ['GPL-3.0-only']],
    ['not allowed', 'SSPL-1.0', ['SSPL-1.0']],
    ['a choice of which none is allowed', 'GPL-2.0-only OR AGPL-3.0-only', ['AGPL-3.0-only']],
    ['a free text', 'SEE LICENSE IN FILE', ['SEE LICENSE IN FILE']],
    ['empty', '', ['expected a licence']],
    ['absent', null, ['nobody may use']],
  ])('is judged: %s', (_, licence, parts) => {
    const faults = faultsOfLicences([packageWith(licence)]);
    expect(faults).toHaveLength(parts.length === 0 ? 0 : 1);
    for (const part of parts) expect(faults[0]).toContain(part);
  });

  it.each([
    ['MIT', [['MIT']]],
    ['A AND B', [['A', 'B']]],
    ['A OR B', [['A'], ['B']]],
    ['A OR (B AND C)', [['A'], ['B', 'C']]],
    ['(A AND B)', [['A', 'B']]],
  ])('is read: %s', (expression, ways) => {
    expect(waysOf(expression)).toEqual(ways);
  });

  it.each([
    ['with name and licence', 'some-package, MPL: Mozilla Public License 2.0', 0],
    ['over two lines', 'some-package, Mozilla\n  Public License 2.0', 0],
    ['without the licence', 'some-package', 1],
    ['with a package of a longer name', 'some-package-two, Mozilla Public License 2.0', 1],
    ['with both, but apart', 'some-package\n- other, Mozilla Public License 2.0', 1],
    ['that is empty', '', 1],
  ])('is looked for in a NOTICE %s', (_, text, faults) => {
    expect(faultsOfNotice([packageWith('MPL-2.0')], text)).toHaveLength(faults);
  });

  it('is not looked for when another can be chosen', () => {
    expect(faultsOfNotice([packageWith('MPL-2.0 OR MIT')], '')).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it.each([
    ['nothing', {}, []],
    ['the project itself', { '': { version: '1.0.0' } }, []],
    [
      'a package inside another',
      { 'node_modules/a/node_modules/@b/c': { version: '2.0.0', license: 'MIT', dev: true } },
      [{ name: '@b/c', version: '2.0.0', licence: 'MIT', use: 'development' }],
    ],
    [
      'a package twice, once for the product',
      {
        'node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT', dev: true },
      },
      [{ name: 'a', version: '1.0.0', licence: 'MIT', use: 'product' }],
    ],
    [
      'a package without a licence',
      { 'node_modules/a': { version: '1.0.0' } },
      [{ name: 'a', version: '1.0.0', licence: null, use: 'product' }],
    ],
  ])('is read: %s', (_, entries, expected) => {
    expect(parseLockfile(JSON.stringify({ packages: entries }))).toEqual(expected);
  });
});

describe('the SBOM', () => {
  // The npm of some systems is older.
  const hasSbom = spawnSync('npm', ['help', 'sbom'], { encoding: 'utf8' }).status === 0;

  it.skipIf(!hasSbom)('has every package, and is the same at every run', () => {
    const sbom = makeSbom(repositoryRoot);
    expect(faultsOfSbom(sbom, packages)).toEqual([]);
    expect(sbom.metadata.component).toMatchObject({ name: 'fencewatch' });
    expect(sbom.components.find(({ name }) => name === 'png-js')?.licenses).toEqual([
      { license: { id: 'MIT' } },
    ]);
    expect(JSON.stringify(makeSbom(repositoryRoot))).toBe(JSON.stringify(sbom));
  });

  it('is refused with a package too few, too many, or without hash and licence', () => {
    const bare = { name: 'b', version: '2.0.0', purl: 'pkg:npm/b@2.0.0' };
    const sbom = { components: [bare] } as unknown as Sbom;
    expect(faultsOfSbom(sbom, [packageWith('MIT', 'a')])).toEqual([
      'SBOM: a@1.0.0 is missing',
      'SBOM: b@2.0.0 is not in package-lock.json',
      'SBOM: b@2.0.0 has no hash',
      'SBOM: b@2.0.0 has no licence',
    ]);
  });
});
