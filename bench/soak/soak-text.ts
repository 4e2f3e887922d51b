// The result of a soak in words: its load, delays and counts, and the verdict. Pure.
import { runText } from '../chaos/chaos-text.ts';
import type { SoakResult } from './run-soak.ts';
import { medianOf, quantileOf } from './slope.ts';
import { soakWords, verdictLines } from './verdict-text.ts';

export function soakText(result: SoakResult): string {
  const { verdict, chaos, samplesFile, drawing } = result;
  const { incidents, alerts } = chaos.verdict;
  const lines = [
    `soak: ${verdict.ok ? 'GREEN' : 'NOT GREEN'}`,
    loadText(result),
    delayText(result),
    `${incidents.incidents} incidents, ${incidents.cases} cases; ${alerts.raised} alerts raised, ${alerts.recorded} recorded`,
    ...verdictLines(verdict),
    runText({ ...chaos, verdict: { ...chaos.verdict, faults: verdict.faults } }),
    `samples: ${samplesFile}`,
    `history: ${chaos.historyFile}`,
    `drawing: ${drawing}`,
  ];
  return lines.join('\n');
}

function loadText({ samples, cores }: SoakResult): string {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 'no samples';
  const busy = medianOf(samples.map(({ machineBusy }) => machineBusy));
  const own = medianOf(ownCores(samples)) / cores;
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return `${samples.length} samples; the product used ${percent(own)} of ${cores} cores, all on the machine ${percent(busy)}`;
}

/** Cores that the run itself used between each two samples. */
export function ownCores(samples: SoakResult['samples']): number[] {
  return samples.slice(1).map((sample, n) => {
    const before = samples[n];
    const former = new Map(before?.parts.map(({ part, pid, cpuMs }) => [`${part} ${pid}`, cpuMs]));
    const ms = sample.parts.reduce((sum, { part, pid, cpuMs }) => {
      // Children that ended take their time with them.
      return sum + Math.max(0, cpuMs - (former.get(`${part} ${pid}`) ?? cpuMs));
    }, 0);
    return ms / Math.max(1, sample.at - (before?.at ?? 0));
  });
}

function delayText({ samples }: SoakResult): string {
  return (['frameToAlertMs', 'alertToPhoneMs'] as const)
    .map((what) => {
      const all = samples.flatMap((sample) => sample[what]);
      const of = (share: number) => `${quantileOf(all, share).toFixed(0)} ms`;
      return `${soakWords[what].name}: p50 ${of(0.5)}, p99 ${of(0.99)} of ${all.length}`;
    })
    .join('; ');
}
