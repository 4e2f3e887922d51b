// One measurement as one row of a comparison table. Pure.
import type { Kind } from '../../contracts/index.ts';
import { signedSeconds } from './columns.ts';
import type { Measurement } from './measure.ts';

export const tableHead = (kinds: readonly Kind[]): string[] => [
  'engine',
  'model',
  'period',
  ...kinds,
  'false alarms (a camera-day)',
  'duplicates',
  'delay median / worst',
  'cleared seen',
  'CPU s an hour',
];

/** @param kinds in the order of the header */
export function tableRow(
  { settings, figures }: Pick<Measurement, 'settings' | 'figures'>,
  kinds: readonly Kind[],
): string[] {
  const { engine, model, periodMs } = settings;
  const { cleared, falseAlarmsPerCameraDay, medianDelayMs, worstDelayMs } = figures;
  return [
    engine,
    `\`${model}\``,
    periodMs === null ? 'site' : `${periodMs / 1000} s`,
    ...kinds.map((kind) => foundText(figures.kinds[kind])),
    `${figures.falseAlarms} (${wholeText(falseAlarmsPerCameraDay)})`,
    `${figures.duplicates}`,
    `${signedSeconds(medianDelayMs)} / ${signedSeconds(worstDelayMs)}`,
    `${cleared.seen} of ${cleared.expected}${cleared.early > 0 ? `, ${cleared.early} early` : ''}`,
    wholeText(figures.cpuSecondsPerMediaHour),
  ];
}

function foundText(tally: { found: number; truth: number } | undefined): string {
  return tally && tally.truth > 0 ? `${tally.found} of ${tally.truth}` : '–';
}

function wholeText(value: number | null): string {
  return value === null ? '–' : String(Math.round(value));
}
