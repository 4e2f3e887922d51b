// Known advisories of severity high about our packages, as data, for machines whose registry does not answer audits. Takes packages;
// returns in words those that are still affected. `npm run audit` asks the registry, which knows more.
import type { LockedPackage } from './lockfile-packages.ts';

interface Advisory {
  package: string;
  /** Ranges of affected versions; `below` is exclusive. */
  concerns: readonly (readonly [from: string, below: string])[];
  id: string;
}

export const knownAdvisories: readonly Advisory[] = [
  { package: '@fastify/static', concerns: [['0.0.0', '10.1.1']], id: 'GHSA-83w8-p2f5-377r' },
  { package: '@fastify/static', concerns: [['0.0.0', '10.1.3']], id: 'GHSA-423g-23ch-w7c6' },
  { package: 'adm-zip', concerns: [['0.0.0', '0.6.0']], id: 'CVE-2026-39244' },
  { package: 'adm-zip', concerns: [['0.0.0', '0.6.1']], id: 'CVE-2026-76845' },
  { package: 'drizzle-orm', concerns: [['0.0.0', '0.45.2']], id: 'GHSA-gpj5-g38j-94v9' },
  { package: 'esbuild', concerns: [['0.17.0', '0.28.1']], id: 'GHSA-gv7w-rqvm-qjhr' },
  {
    package: 'fast-uri',
    concerns: [
      ['2.3.1', '3.1.3'],
      ['4.0.0', '4.0.1'],
    ],
    id: 'GHSA-4c8g-83qw-93j6',
  },
  { package: 'fast-uri', concerns: [['0.0.0', '3.1.6']], id: 'GHSA-5jgf-p345-68v8' },
  { package: 'fastify', concerns: [['0.0.0', '5.7.3']], id: 'GHSA-jx2c-rxcm-jvmq' },
  { package: 'nodemailer', concerns: [['0.0.0', '9.0.1']], id: 'GHSA-p6gq-j5cr-w38f' },
  {
    package: 'protobufjs',
    concerns: [
      ['0.0.0', '7.6.3'],
      ['8.0.0', '8.6.0'],
    ],
    id: 'GHSA-f38q-mgvj-vph7',
  },
  {
    package: 'ws',
    concerns: [
      ['0.0.0', '7.5.11'],
      ['8.0.0', '8.21.0'],
    ],
    id: 'GHSA-96hv-2xvq-fx4p',
  },
];

export function faultsByAdvisories(
  packages: readonly LockedPackage[],
  advisories: readonly Advisory[] = knownAdvisories,
): string[] {
  return packages.flatMap(({ name, version }) =>
    advisories
      .filter((advisory) => advisory.package === name)
      .filter(({ concerns }) => concerns.some(([from, below]) => isWithin(version, from, below)))
      .map(({ id }) => `${name}@${version} is concerned by ${id}`),
  );
}

function isWithin(version: string, from: string, below: string): boolean {
  return compare(version, from) >= 0 && compare(version, below) < 0;
}

/** Compares the three numbers; a pre-release counts as its release. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/[-+]/)[0]?.split('.').map(Number) ?? []);
  const differences = [0, 1, 2].map((at) => (left?.[at] ?? 0) - (right?.[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
