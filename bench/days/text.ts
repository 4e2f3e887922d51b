// The output of `fencewatch bench days`: one line per window, the engines side by side, then tables for each. Pure: takes results
// and figures, returns text; `--report` writes the same tables as Markdown.
import { columns, markdownTable, shareOf, signedSeconds } from '../accuracy/columns.ts';
import type { WindowResult } from './day-result.ts';
import type { Count, DayFigures, Share } from './figures.ts';

export function windowText(result: WindowResult): string {
  const { place, seed, startMs, sky, engine, matters, alarms } = result;
  const hour = (startMs / 3_600_000).toFixed(1).padStart(4);
  const found = matters.filter(({ delayMs }) => delayMs !== null).length;
  const missed = matters
    .filter(({ delayMs }) => delayMs === null)
    .map(
      ({ form, size, light, why, hiddenShare }) =>
        `missed ${size} ${form} (${light}, ${why ?? 'not known why'}, ${shareOf(hiddenShare)} hidden)`,
    );
  const raised = alarms.map(({ kind, cause, light }) => `false ${kind} from ${cause} (${light})`);
  return `${engine} ${place} seed ${seed} ${hour} h ${sky}: found ${found}/${matters.length}${[...missed, ...raised].map((text) => `; ${text}`).join('')}`;
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

export interface EngineFigures {
  readonly engine: string;
  readonly figures: DayFigures;
}

/** The engines side by side: totals, and false alarms by cause. */
export function besideTables(engines: readonly EngineFigures[]): string[][][] {
  const causes = [...new Set(engines.flatMap(({ figures }) => Object.keys(figures.byCause)))];
  return [
    [
      ['engine', 'found', 'recall', 'false alarms', 'a camera-day', 'duplicates', 'delay'],
      ...engines.map(({ engine, figures: { all, duplicates, medianDelayMs, worstDelayMs } }) => [
        engine,
        ...shareCells(all),
        ...countCells(all),
        String(duplicates),
        `${signedSeconds(medianDelayMs)} / ${signedSeconds(worstDelayMs)}`,
      ]),
    ],
    [
      ['cause of false alarms', ...engines.map(({ engine }) => engine)],
      ...causes.map((cause) => [
        cause,
        ...engines.map(({ figures }) => {
          const count = figures.byCause[cause];
          return count ? countCells(count).join(', a day ') : '0';
        }),
      ]),
    ],
  ];
}

export function totalsOf(figures: DayFigures): string {
  const { cameraDays, hours, looks, hidden, viewMoved, cpuMsPerLook } = figures;
  return [
    `${cameraDays} camera-days, ${hours} hours looked at, ${looks} looks`,
    `${hidden.truth} matters were hidden for more than half of their time, ${hidden.found} of them found: in no other figure`,
    `${viewMoved} times said to be moved, which it never is; CPU ${cpuMsPerLook ?? '–'} ms a look, drawing included`,
  ].join('\n');
}

export function figuresText(engines: readonly EngineFigures[]): string {
  return [
    ...engines.flatMap(({ engine, figures }) => [
      `== ${engine} ==\n${totalsOf(figures)}`,
      ...tablesOf(figures).map(columns),
    ]),
    ...(engines.length > 1 ? besideTables(engines).map(columns) : []),
  ].join('\n\n');
}

export function reportText(engines: readonly EngineFigures[], title: string): string {
  return `${[
    `# ${title}`,
    ...besideTables(engines).map(markdownTable),
    ...engines.flatMap(({ engine, figures }) => [
      `## ${engine}`,
      totalsOf(figures),
      ...tablesOf(figures).map(markdownTable),
    ]),
  ].join('\n\n')}\n`;
}

function table<T>(
  head: string[],
  rows: Record<string, T>,
  cells: (one: T) => string[],
): string[][] {
  return [head, ...Object.entries(rows).map(([name, one]) => [name, ...cells(one)])];
}

function shareCells({ truth, found, recall, recallWithin }: Share): string[] {
  const within = recallWithin
    ? ` (${shareOf(recallWithin.from)} to ${shareOf(recallWithin.to)})`
    : '';
  return [`${found}/${truth}`, `${shareOf(recall)}${within}`];
}

function countCells({ falseAlarms, perCameraDay, perCameraDayWithin }: Count): string[] {
  const within = perCameraDayWithin
    ? ` (${round(perCameraDayWithin.from)} to ${round(perCameraDayWithin.to)})`
    : '';
  return [String(falseAlarms), perCameraDay === null ? '–' : `${round(perCameraDay)}${within}`];
}

function round(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
