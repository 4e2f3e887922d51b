// The result of `bench fleet` as text. Takes the result; returns lines.
import { quantile, type Paced } from './pace.ts';
import type { FleetResult, PhaseResult } from './run-fleet.ts';
import { programs } from './usage.ts';

export function fleetText({ size, dispatches, phases, defects }: FleetResult): string {
  const { cameras, incidentsPerDay, lookEveryMs, watched } = size;
  return [
    `${cameras} cameras, ${incidentsPerDay} incidents each a day, a look every ${lookEveryMs} ms, ${watched} looked at, ${dispatches} dispatches`,
    ...phases.flatMap(phaseText),
    '',
    ...savedText(phases),
    `uncaught errors: ${defects}`,
  ].join('\n');
}

/** What it saves that edges report often only those cameras that somebody looks at. */
export function savedText(phases: readonly PhaseResult[]): string[] {
  const [, before, after] = phases;
  if (before === undefined || after === undefined) return [];
  const dueIn = ({ reports, seconds }: PhaseResult) =>
    Object.values(reports).reduce((sum, { wanted }) => sum + wanted, 0) / seconds;
  const times = (a: number, b: number) => `${b > 0 ? (a / b).toFixed(1) : 'unknown'} times`;
  const cores = [before, after].map(({ use }) => use.cores.dispatch);
  const [coresBefore = 0, coresAfter = 0] = cores;
  return [
    `all cameras reported often: ${dueIn(before).toFixed(0)} reports a second due, ${coresBefore.toFixed(2)} cores of dispatch`,
    `only those that somebody looks at: ${dueIn(after).toFixed(0)} a second due, ${coresAfter.toFixed(2)} cores of dispatch`,
    `saved: ${times(dueIn(before), dueIn(after))} the reports, ${times(coresBefore, coresAfter)} the cores`,
  ];
}

function phaseText(phase: PhaseResult): string[] {
  const { name, seconds, alerts, alertsPerSecond, delaysMs, untold, reports, use, load } = phase;
  const reported = Object.entries(reports).filter(([, { wanted }]) => wanted > 0);
  const memory = programs.map((one) => `${one} ${Math.round(use.bytes[one] / 1e6)}`).join(', ');
  const cores = programs.map((one) => `${one} ${use.cores[one].toFixed(2)}`).join(', ');
  return [
    '',
    `${name}, ${seconds} s, load of the machine ${load.toFixed(1)}`,
    `  alerts: ${alerts.sent} of ${alerts.wanted} sent (${alertsPerSecond.toFixed(2)} a second)`,
    `  people told of ${delaysMs.length} incidents after ${quantilesOf(delaysMs)}, of ${untold} not`,
    ...reported.map(([kind, paced]) => `  ${kind}: ${reportText(paced, seconds)}`),
    `  cores: ${cores}`,
    `  MB: ${memory}`,
    `  reports sent: ${(phase.sentBytes / seconds / 1e6).toFixed(1)} MB a second`,
  ];
}

function reportText({ wanted, failed, tookMs }: Paced, seconds: number): string {
  const rate = (tookMs.length / seconds).toFixed(0);
  const asked = (wanted / seconds).toFixed(0);
  return `${rate} of ${asked} a second taken, ${failed} failed, answered after ${quantilesOf(tookMs)}`;
}

function quantilesOf(sorted: readonly number[]): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(sorted, share));
  if (p50 === null || p50 === undefined) return 'no time, there were none';
  return `${p50.toFixed(0)} ms (p50), ${p99?.toFixed(0)} ms (p99), ${most?.toFixed(0)} ms at most`;
}
