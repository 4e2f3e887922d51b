// What grew, with its source, and what was too short to be judged, in words. Pure.
import type { Judged, SoakVerdict } from './judge-soak.ts';

export const soakWords: Readonly<Record<Judged['what'], { name: string; unit: string }>> = {
  memoryMb: { name: 'memory', unit: 'MB' },
  handles: { name: 'open handles', unit: '' },
  threads: { name: 'threads', unit: '' },
  frameToAlertMs: { name: 'delay from frame to alert', unit: 'ms' },
  alertToPhoneMs: { name: 'delay from alert to phone', unit: 'ms' },
};

export function verdictLines({ judged, tooShort, faults }: SoakVerdict): string[] {
  const growing = judged.filter(({ grows }) => grows);
  return [
    judged.length === 0
      ? 'nothing could be judged: the run was too short'
      : `${judged.length} series judged, ${growing.length} grow`,
    ...growing.map((one) => `  GROWS: ${growthText(one)}`),
    `${faults.length} faults found by the checker`,
    ...(tooShort.length === 0 ? [] : [`too short to be judged: ${tooShort.join(', ')}`]),
  ];
}

export function growthText({ source, what, growth }: Judged): string {
  const { name, unit } = soakWords[what];
  const { rise, perHour, usual, spanMs } = growth;
  const of = unit === '' ? '' : ` ${unit}`;
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}${of}`;
  const minutes = (spanMs / 60_000).toFixed(1);
  return `${name} of ${source}: ${signed(rise)} in ${minutes} minutes (${signed(perHour)} an hour), usually ${usual.toFixed(0)}${of}`;
}
