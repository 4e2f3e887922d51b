// The report as one self-contained HTML page: main figures, tables, then a film strip per case. Pure: takes a measurement and its
// strips, returns the page's text.
import { seconds, shareOf, signedSeconds } from '../columns.ts';
import type { ClipFigures, Figures, Tally } from '../figures.ts';
import type { Measurement, Settings } from '../measure.ts';
import type { ClipStrips } from './film-strips.ts';
import { html, raw, type Html, type HtmlValue } from './html.ts';
import { clipSection } from './strip-section.ts';
import { style } from './style.ts';

export function reportPage(
  { settings, figures }: Measurement,
  strips: readonly ClipStrips[],
): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Accuracy of ${settings.engine}, ${settings.model}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <h1>Accuracy</h1>
        ${settingsLines(settings, figures)} ${tiles(figures)}
        <h2>By kind</h2>
        ${tallyTable('kind', Object.entries(figures.kinds))}
        <h2>By nuisance</h2>
        ${tallyTable('nuisance', Object.entries(figures.nuisances), (tally) => tally.clips)}
        <h2>By clip</h2>
        ${clipTable(figures.clips)}
        <h2>What to look at</h2>
        ${legend()}
        ${strips.length === 0 ? html`<p>Nothing: all was found, and nothing else.</p>` : null}
        ${strips.map(clipSection)}
      </body>
    </html>`;
  return `${page.html}\n`;
}

function settingsLines({ engine, model, modelSha256, periodMs }: Settings, figures: Figures): Html {
  const minutes = (figures.mediaHours * 60).toFixed(1);
  const period = periodMs === null ? 'as each site file says' : `${periodMs / 1000} s`;
  return html`<p>Engine <b>${engine}</b>, model <b>${model}</b>, period ${period}</p>
    <p class="soft">
      ${minutes} minutes of video in ${figures.clips.length} clips; model SHA-256
      <code>${modelSha256.slice(0, 16)}…</code>
    </p>`;
}

function tiles(figures: Figures): Html {
  const { cleared, viewMoved } = figures;
  const perDay = figures.falseAlarmsPerCameraDay ?? '–';
  const entries: [HtmlValue, HtmlValue][] = [
    ...Object.entries(figures.kinds).map(([kind, tally]): [HtmlValue, HtmlValue] => [
      `${kind}: ${tally.found} of ${tally.truth} found`,
      shareOf(tally.recall),
    ]),
    [`false alarms a camera-day (${figures.falseAlarms} in all)`, perDay],
    [`duplicates (${figures.reopened} re-opened)`, figures.duplicates],
    [
      `delay beyond the dwell, median (worst ${signedSeconds(figures.worstDelayMs)})`,
      signedSeconds(figures.medianDelayMs),
    ],
    [`cleared seen (${cleared.early} too early)`, `${cleared.seen} of ${cleared.expected}`],
    [
      `moved views seen (${viewMoved.falseAlarms} false)`,
      `${viewMoved.found} of ${viewMoved.expected}`,
    ],
    ['CPU seconds an hour of video', figures.cpuSecondsPerMediaHour ?? '–'],
  ];
  const tile = ([name, value]: [HtmlValue, HtmlValue]) =>
    html`<div class="tile"><b>${value}</b><span class="soft">${name}</span></div>`;
  return html`<div class="tiles">${entries.map(tile)}</div>`;
}

function tallyTable<T extends Tally>(
  name: string,
  tallies: readonly [string, T][],
  clips?: (tally: T) => number,
): Html {
  const heads = ['found', 'recall', 'false alarms', 'duplicates', 'median delay', 'worst delay'];
  const rows = tallies.map(([label, tally]) => [
    label,
    ...(clips ? [clips(tally)] : []),
    `${tally.found} of ${tally.truth}`,
    shareOf(tally.recall),
    badUnlessZero(tally.falseAlarms),
    badUnlessZero(tally.duplicates),
    signedSeconds(tally.medianDelayMs),
    signedSeconds(tally.worstDelayMs),
  ]);
  return table([name, ...(clips ? ['clips'] : []), ...heads], rows);
}

function clipTable(clips: readonly ClipFigures[]): Html {
  const rows = clips.map((clip) => [
    clip.name,
    clip.nuisances.join(', '),
    clip.missed.length + clip.found.length === 0
      ? '–'
      : `${clip.found.length} of ${clip.found.length + clip.missed.length}`,
    badUnlessZero(clip.falseAlarms.length),
    badUnlessZero(clip.duplicates.length),
    clip.found.map(({ delayMs }) => signedSeconds(delayMs)).join(', ') || '–',
    `${clip.frames} (${clip.decode})`,
    seconds(clip.cpuMs),
  ]);
  const heads = [
    'clip',
    'nuisances',
    'found',
    'false alarms',
    'duplicates',
    'delay',
    'frames',
    'CPU',
  ];
  return table(heads, rows);
}

function badUnlessZero(count: number): Html {
  return count === 0 ? html`0` : html`<b class="bad">${count}</b>`;
}

function table(heads: readonly string[], rows: readonly (readonly HtmlValue[])[]): Html {
  const row = (cells: readonly HtmlValue[]) =>
    html`<tr>
      ${cells.map((cell) => html`<td>${cell}</td>`)}
    </tr>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

function legend(): Html {
  const entries = [
    ['fence', 'fence'],
    ['truth', 'where it really is'],
    ['said', 'where the engine says it is'],
    ['track', 'track'],
    ['region', 'static region'],
  ];
  return html`<p class="legend soft">
    ${entries.map(([role = '', text = '']) => html`<span><i class="${role}"></i>${text}</span>`)}
  </p>`;
}
