// The software bill of materials in CycloneDX: the output of `npm sbom`, with corrected licences, and without values that differ from
// run to run. Takes the folder; returns the document. It includes development packages, marked by npm's property "development": the
// dashboard is built from some, and `--omit dev` would lose packages of both uses.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { correctedLicences } from './allowed.ts';
import type { LockedPackage } from './lockfile-packages.ts';

const componentSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  hashes: z.array(z.unknown()).optional(),
  licenses: z.array(z.unknown()).optional(),
});

const sbomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  serialNumber: z.string().optional(),
  metadata: z.looseObject({
    timestamp: z.string().optional(),
    component: z.looseObject({ name: z.string(), version: z.string() }),
  }),
  components: z.array(componentSchema),
});

export type Sbom = z.infer<typeof sbomSchema>;

export function makeSbom(root: string): Sbom {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const run = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  if (run.status !== 0) throw new Error(`npm sbom failed: ${run.stderr || String(run.error)}`);
  return settled(sbomSchema.parse(JSON.parse(run.stdout)));
}

/** The same packages give the same bytes: no serial number, no time, and the name of the product, not of its folder. */
function settled(sbom: Sbom): Sbom {
  delete sbom.serialNumber;
  delete sbom.metadata.timestamp;
  sbom.metadata.component.name = 'fencewatch';
  for (const component of sbom.components) {
    const corrected = correctedLicences[`${component.name}@${component.version}`];
    if (corrected !== undefined) component.licenses = [{ license: { id: corrected.licence } }];
  }
  return sbom;
}

/** The faults: each package of the lock file must be in it, with hash and licence, and no others. */
export function faultsOfSbom(sbom: Sbom, packages: readonly LockedPackage[]): string[] {
  const expected = new Set(packages.map(keyOf));
  const found = new Map(sbom.components.map((component) => [keyOf(component), component]));
  const absent = [...expected].filter((key) => !found.has(key)).map((key) => `${key} is missing`);
  const faulty = [...found].flatMap(([key, { hashes = [], licenses = [] }]) => [
    ...(expected.has(key) ? [] : [`${key} is not in package-lock.json`]),
    ...(hashes.length > 0 ? [] : [`${key} has no hash`]),
    ...(licenses.length > 0 ? [] : [`${key} has no licence`]),
  ]);
  return [...absent, ...faulty].map((fault) => `SBOM: ${fault}`);
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name}@${version}`;
}
