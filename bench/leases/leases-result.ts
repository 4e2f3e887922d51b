// The result of the leases bench: data, its verdict, and the printed figures. Pure.
import type { CaseVerdict } from './judge-cases.ts';
import type { Watch } from './judge-looks.ts';

export const faultNames = ['killed', 'frozen', 'cut-off', 'ended', 'redis-emptied'] as const;
export type FaultName = (typeof faultNames)[number];

export interface FaultResult extends Watch {
  readonly name: FaultName;
}

export interface LeasesResult extends CaseVerdict {
  readonly cameras: number;
  readonly edges: number;
  readonly faults: readonly FaultResult[];
  readonly defects: number;
}

/** A dead edge's cameras are analysed elsewhere within this. */
export const mostGapMs = 15_000;
/** Two edges may analyse one camera for this long at most. */
export const mostDoubleMs = 5000;

/** In sentences; empty without faults. */
export function faultsOfLeases(result: LeasesResult): string[] {
  const { faults } = result;
  return [
    ...faults
      .filter(({ gapMs }) => gapMs > mostGapMs)
      .map(({ name, gapMs }) => `${name}: a camera had no edge for ${seconds(gapMs)}`),
    ...faults
      .filter(({ doubleMs }) => doubleMs > mostDoubleMs)
      .map(({ name, doubleMs }) => `${name}: a camera had two edges for ${seconds(doubleMs)}`),
    ...faultsOfCases(result),
  ];
}

/** Those that do not depend on how fast the machine is. */
export function faultsOfCases({ doubled, missed, leftOpen, defects }: LeasesResult): string[] {
  const listed = (what: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${what}: ${ids.join(', ')}`];
  return [
    ...listed('cases beyond the first of a stay', doubled),
    ...listed('stays without a case', missed),
    ...listed('open cases of what has gone', leftOpen),
    ...(defects === 0 ? [] : [`${defects} defects`]),
  ];
}

export function leasesText(result: LeasesResult): string {
  const { cameras, edges, faults, stays, cases, doubled, missed, leftOpen } = result;
  const row = (cells: readonly string[]) =>
    cells
      .map((cell) => cell.padEnd(16))
      .join('')
      .trimEnd();
  const wrong = faultsOfLeases(result);
  return [
    `${cameras} cameras on ${edges} edges`,
    row(['fault', 'without edge', 'two edges', 'cameras moved']),
    ...faults.map(({ name, gapMs, doubleMs, moved }) =>
      row([name, seconds(gapMs), seconds(doubleMs), String(moved)]),
    ),
    `${stays} stays, ${cases} cases: ${doubled.length} doubled, ${missed.length} missed, ${leftOpen.length} left open`,
    ...(wrong.length === 0 ? ['all well'] : wrong.map((fault) => `WRONG: ${fault}`)),
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
