// Prints the verdicts of chaos runs: a line for each seed, and what was wrong in words. Pure.
import { chaosFaults } from './chaos-fault.ts';
import type { ChaosVerdict } from './check.ts';

export interface JudgedRun {
  readonly seed: number;
  readonly verdict: ChaosVerdict;
  readonly tookMs: number;
}

export function runText({ seed, verdict, tookMs }: JudgedRun): string {
  const { incidents, alerts, messages, end, faults } = verdict;
  const word = faults.length === 0 ? 'green' : `${faults.length} WRONG`;
  const settled =
    end.settledAfterMs === null ? 'not settled' : `settled after ${seconds(end.settledAfterMs)}`;
  const head = [
    `seed ${seed}: ${word}, ${seconds(tookMs)}`,
    `${end.done} faults done, ${incidents.incidents} incidents, ${incidents.cases} cases (${incidents.joined} joined, ${incidents.hardlyShown} hardly shown)`,
    `${alerts.raised} alerts raised, ${alerts.recorded} recorded, ${alerts.cutShort} cut short, ${alerts.poison} poison rejected`,
    `${messages.messages} messages, ${messages.received} received, ${messages.repeats} repeats, ${messages.failed} failed visibly`,
    `${settled}, at most ${end.mostMemoryMb} MB and ${end.mostHandles} handles`,
  ].join('; ');
  const skipped = end.skipped.map((one) => `  skipped ${one}`);
  const wrong = faults.map(({ fault, about }) => `  ${fault}: ${about} (${chaosFaults[fault]})`);
  return [head, ...skipped, ...shortened(wrong)].join('\n');
}

const mostShown = 40;

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= mostShown) return [...lines];
  return [...lines.slice(0, mostShown), `  and ${lines.length - mostShown} more`];
}

export function totalText(runs: readonly JudgedRun[]): string {
  const green = runs.filter(({ verdict }) => verdict.faults.length === 0);
  const sum = (count: (verdict: ChaosVerdict) => number) =>
    runs.reduce((total, { verdict }) => total + count(verdict), 0);
  return [
    `${green.length} of ${runs.length} seeds green`,
    `${sum(({ end }) => end.done)} faults`,
    `${sum(({ incidents }) => incidents.incidents)} incidents in ${sum(({ incidents }) => incidents.cases)} cases`,
    `${sum(({ alerts }) => alerts.raised)} alerts`,
    `${sum(({ messages }) => messages.received)} messages received`,
    seconds(runs.reduce((total, { tookMs }) => total + tookMs, 0)),
  ].join(', ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(0)} s`;
}
