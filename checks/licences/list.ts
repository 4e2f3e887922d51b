// `npm run licences [-- --sbom FILE]`: lists the packages by licence, and the faults. Writes the SBOM to FILE. Exit code 1 when a
// licence is not allowed, or a package is missing from NOTICE or the SBOM.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../source-file.ts';
import { faultsOfLicences, faultsOfNotice } from './licence-faults.ts';
import { parseLockfile, type LockedPackage } from './lockfile-packages.ts';
import { faultsOfSbom, makeSbom } from './sbom.ts';

const { values } = parseArgs({ options: { sbom: { type: 'string' } } });
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const packages = parseLockfile(read('package-lock.json'));
const sbom = makeSbom(repositoryRoot);
const faults = [
  ...faultsOfLicences(packages),
  ...faultsOfNotice(packages, read('NOTICE')),
  ...faultsOfSbom(sbom, packages),
];
for (const line of linesOf(packages)) console.log(line);
const inProduct = packages.filter(({ use }) => use === 'product').length;
console.log(`${packages.length} packages, ${inProduct} of them in the product`);
if (values.sbom !== undefined) {
  writeFileSync(values.sbom, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${values.sbom}: ${sbom.components.length} components`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

/** A licence, its number of packages, then each of them; `*` marks those that only builds and tests use. */
function linesOf(all: readonly LockedPackage[]): string[] {
  const byLicence = new Map<string, LockedPackage[]>();
  for (const one of all) {
    const licence = one.licence ?? 'none';
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), one]);
  }
  const largestFirst = [...byLicence].sort(([, a], [, b]) => b.length - a.length);
  return largestFirst.flatMap(([licence, some]) => [
    `${licence}: ${some.length}`,
    ...some.map(({ name, version, use }) => `  ${name} ${version}${use === 'product' ? '' : ' *'}`),
  ]);
}
