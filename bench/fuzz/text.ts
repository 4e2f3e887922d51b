// The result of `bench fuzz` as text. Takes the result; returns a table and the findings.
import type { FuzzResult, TargetResult } from './fuzz.ts';

export function fuzzText({ seed, inputs, targets }: FuzzResult): string {
  const findings = targets.flatMap((one) => one.findings);
  return [
    `seed ${seed}, ${inputs} inputs`,
    'inputs accepted refused reasons findings slowest ms  MB more  target',
    ...targets.map(rowOf),
    `findings: ${findings.length}`,
    ...findings.map(({ target, index, error, input }) => {
      const shown = JSON.stringify(Buffer.from(input).toString('latin1').slice(0, 200));
      return `${target} ${index}: ${error}\n  ${input.length} bytes: ${shown}`;
    }),
  ].join('\n');
}

function rowOf(one: TargetResult): string {
  const { inputs, accepted, refused, reasons, findings, slowestMs, grownBytes, target } = one;
  const grown = grownBytes === null ? '-' : (grownBytes / 1e6).toFixed(1);
  const counts = [inputs, accepted, refused, reasons, findings.length, Math.round(slowestMs)];
  return [
    ...counts.map((count) => String(count).padStart(8)),
    grown.padStart(8),
    ` ${target}`,
  ].join('');
}

/** The command that tries a kept input again. */
export function repeatOf(target: string, file: string): string {
  return `fencewatch bench fuzz --target ${target} --input ${file}`;
}
