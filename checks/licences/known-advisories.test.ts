import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../source-file.ts';
import { faultsByAdvisories, knownAdvisories } from './known-advisories.ts';
import { parseLockfile, type LockedPackage } from './lockfile-packages.ts';

const locked = parseLockfile(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'));
const packageOf = (name: string, version: string): LockedPackage => {
  return { name, version, licence: 'MIT', use: 'product' };
};

it('no installed package is affected by a known advisory of severity high', () => {
  expect(faultsByAdvisories(locked)).toEqual([]);
});

it('every advisory of the list is about a package that is installed', () => {
  const names = new Set(locked.map(({ name }) => name));
  expect(knownAdvisories.filter((advisory) => !names.has(advisory.package))).toEqual([]);
});

it.each([
  ['of the last concerned version', '@fastify/static', '10.1.2', ['GHSA-423g-23ch-w7c6']],
  ['of the first good version', '@fastify/static', '10.1.3', []],
  ['of two advisories', '@fastify/static', '9.3.0', ['83w8', '423g']],
  ['before the first concerned version', 'esbuild', '0.16.9', []],
  ['within the range', 'esbuild', '0.25.12', ['GHSA-gv7w-rqvm-qjhr']],
  ['of an older line that was mended too', 'ws', '7.5.11', []],
  ['of a newer line that was not', 'ws', '8.20.1', ['GHSA-96hv-2xvq-fx4p']],
  ['before a release', '@fastify/static', '10.1.3-beta.1', []],
  ['of another package', 'wss', '8.0.0', []],
])('a package is judged: %s', (_, name, version, ids) => {
  const faults = faultsByAdvisories([packageOf(name, version)]);
  expect(faults).toHaveLength(ids.length);
  for (const [index, id] of ids.entries()) expect(faults[index]).toContain(id);
});

it('no packages have no faults', () => {
  expect(faultsByAdvisories([])).toEqual([]);
});
