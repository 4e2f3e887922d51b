// What `fencewatch bench days` prints: a line a camera-day, then tables. Pure: takes results and figures, gives text; `--report`
// writes the same tables as Markdown.
import { columns, markdownTable, shareOf, signedSeconds } from '../accuracy/columns.ts';
import type { WindowResult } from './day-result.ts';
import type { Count, DayFigures, Share } from './figures.ts';

export function windowText({ place, seed, startMs, sky, matters, alarms }: WindowResult): string {
  const hour = (startMs / 3_600_000).toFixed(1).padStart(4);
  const found = matters.filter(({ delayMs }) => delayMs !== null).length;
  const missed = matters
    .filter(({ delayMs }) => delayMs === null)
    .map(
      ({ form, size, light, why }) =>
        `missed ${size} ${form} (${light}, ${why ?? 'not known why'})`,
    );
  const raised = alarms.map(({ kind, cause, light }) => `false ${kind} from ${cause} (${light})`);
  return `${place} seed ${seed} ${hour} h ${sky}: found ${found}/${matters.length}${[...missed, ...raised].map((text) => `; ${text}`).join('')}`;
}

export function tablesOf(figures: DayFigures): string[][][] {
  const recall = ['found', 'recall'];
  const rate = ['false alarms', 'a camera-day'];
  const both = (one: Share & Count) => [...shareCells(one), ...countCells(one)];
  return [
    table(['kind', ...recall, ...rate], { ...figures.byKind, all: figures.all }, both),
    table(['cause of false alarms', ...rate], figures.byCause, countCells),
    table(['size', ...recall], figures.bySize, shareCells),
    table(['form', ...recall], figures.byForm, shareCells),
    table(['light', ...recall, 'false alarms'], figures.byLight, (one) => [
      ...shareCells(one),
      String(one.falseAlarms),
    ]),
    table(['place', ...recall, ...rate, 'hours'], figures.byPlace, (one) => [
      ...both(one),
      String(one.hours),
    ]),
  ];
}

export function totalsOf(figures: DayFigures): string {
  const {
    cameraDays,
    hours,
    looks,
    duplicates,
    viewMoved,
    medianDelayMs,
    worstDelayMs,
    cpuMsPerLook,
  } = figures;
  return [
    `${cameraDays} camera-days, ${hours} hours looked at, ${looks} looks`,
    `${duplicates} duplicates; delay beyond the dwell: median ${signedSeconds(medianDelayMs)}, worst ${signedSeconds(worstDelayMs)}`,
    `${viewMoved} times said to be moved, which it never is; CPU ${cpuMsPerLook ?? '–'} ms a look, drawing included`,
  ].join('\n');
}

export function figuresText(figures: DayFigures): string {
  return [...tablesOf(figures).map(columns), totalsOf(figures)].join('\n\n');
}

export function reportText(figures: DayFigures, title: string): string {
  return (
    [`# ${title}`, totalsOf(figures), ...tablesOf(figures).map(markdownTable)].join('\n\n') + '\n'
  );
}

function table<T>(
  head: string[],
  rows: Record<string, T>,
  cells: (one: T) => string[],
): string[][] {
  return [head, ...Object.entries(rows).map(([name, one]) => [name, ...cells(one)])];
}

function shareCells({ truth, found, recall }: Share): string[] {
  return [`${found}/${truth}`, shareOf(recall)];
}

function countCells({ falseAlarms, perCameraDay }: Count): string[] {
  return [String(falseAlarms), perCameraDay === null ? '–' : String(perCameraDay)];
}
