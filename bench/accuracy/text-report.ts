// The output of `fencewatch bench accuracy`: one line per clip, then tables per kind and per nuisance, then totals. Pure: takes
// figures, returns text.
import { columns, seconds, shareOf, signedSeconds } from './columns.ts';
import type { ClipFigures, Figures, Tally } from './figures.ts';
import { opinionText } from './opinion-tally.ts';
import type { Settings } from './measure.ts';
import type { FalseAlarmReason, Opening } from './verdict.ts';

export function settingsText({ engine, model, periodMs }: Settings): string {
  const period = periodMs === null ? 'period of the site files' : `period ${periodMs / 1000} s`;
  return `engine ${engine}, model ${model}, ${period}`;
}

const whyTexts: Record<FalseAlarmReason, string> = {
  'nothing-there': 'nothing happens there',
  elsewhere: 'at another place',
  'too-early': 'too early',
  'too-late': 'when it had left',
};

/** One line, plus one per fault. */
export function clipText(clip: ClipFigures): string {
  const { name, found, missed, duplicates, falseAlarms, view } = clip;
  const delays = found.map(({ delayMs }) => signedSeconds(delayMs)).join(', ');
  const truth = found.length + missed.length;
  const verdict = truth === 0 ? 'nothing to find' : `found ${found.length}/${truth}`;
  return [
    `${name}: ${verdict}${delays && `, ${delays} after the dwell`} (${clip.frames} frames, CPU ${seconds(clip.cpuMs)})`,
    ...missed.map(
      ({ kind, fenceId, truth: { presentFromMs, presentToMs } }) =>
        `  missed       ${kind} in ${fenceId ?? 'any fence'}, there ${seconds(presentFromMs)} to ${seconds(presentToMs)}`,
    ),
    ...falseAlarms.map((one) => `  false alarm  ${openingText(one)}; ${whyTexts[one.why]}`),
    ...duplicates.map(
      (one) => `  duplicate    ${openingText(one)}${one.reopened ? '; opened again' : ''}`,
    ),
    ...found.flatMap(({ cleared, fenceId }) => clearedLines(cleared, fenceId)),
    ...(clip.opinions.asked > 0 ? [`  opinions     ${opinionText(clip.opinions)}`] : []),
    ...view.changes.map(({ state, atMs }) => `  view         ${state} at ${seconds(atMs)}`),
  ].join('\n');
}

function openingText({ kind, fenceId, openedMs, reason }: Opening): string {
  return `${kind} in ${fenceId} at ${seconds(openedMs)}: ${reason}`;
}

function clearedLines(
  { expected, seen, early }: ClipFigures['found'][number]['cleared'],
  fenceId: string,
): string[] {
  return [
    ...(expected && !seen ? [`  not cleared  ${fenceId}`] : []),
    ...(early ? [`  cleared      ${fenceId}, while it was still there`] : []),
  ];
}

export function figuresText(figures: Figures): string {
  const heads = ['found', 'recall', 'false alarms', 'duplicates', 'median delay', 'worst delay'];
  const byKind = Object.entries(figures.kinds).map(([kind, tally]) => [kind, ...cells(tally)]);
  const byNuisance = Object.entries(figures.nuisances).map(([name, tally]) => [
    `${name} (${tally.clips})`,
    ...cells(tally),
  ]);
  return [
    columns([['kind', ...heads], ...byKind]),
    columns([['nuisance (clips)', ...heads], ...byNuisance]),
    totalsText(figures),
  ].join('\n\n');
}

function cells(tally: Tally): string[] {
  return [
    `${tally.found}/${tally.truth}`,
    shareOf(tally.recall),
    String(tally.falseAlarms),
    String(tally.duplicates),
    signedSeconds(tally.medianDelayMs),
    signedSeconds(tally.worstDelayMs),
  ];
}

function totalsText(figures: Figures): string {
  const { cleared, viewMoved, mediaHours } = figures;
  const rows: [string, string][] = [
    [
      'false alarms',
      `${figures.falseAlarms}, ${figures.falseAlarmsPerCameraDay ?? '–'} a camera-day`,
    ],
    ['duplicates', `${figures.duplicates}, ${figures.reopened} of them re-opened`],
    [
      'delay beyond the dwell',
      `median ${signedSeconds(figures.medianDelayMs)}, worst ${signedSeconds(figures.worstDelayMs)}`,
    ],
    ['cleared', `${cleared.seen} of ${cleared.expected} seen, ${cleared.early} too early`],
    [
      'view moved',
      `${viewMoved.found} of ${viewMoved.expected} seen, ${viewMoved.falseAlarms} false`,
    ],
    ['CPU', `${figures.cpuSecondsPerMediaHour ?? '–'} s an hour of video`],
    ['second opinions', opinionText(figures.opinions)],
    ['video', `${(mediaHours * 60).toFixed(1)} min in ${figures.clips.length} clips`],
  ];
  return columns(rows);
}
