// One chart as SVG: lines over minutes, with axes, units, a key, and bands where something was broken. Pure; needs no network and no
// script.
import { html, type Html } from '../../accuracy/report/html.ts';

export interface Series {
  name: string;
  /** Null: nothing is known, and the line is broken. */
  points: readonly { at: number; value: number | null }[];
}

export interface Band {
  number: number;
  from: number;
  until: number;
  what: string;
}

export interface Chart {
  title: string;
  /** At the axis, as `MB`. */
  unit: string;
  series: readonly Series[];
  bands: readonly Band[];
  from: number;
  until: number;
}

const size = { width: 900, height: 230, left: 64, right: 12, top: 22, bottom: 34 };
/** Told apart also by people who see red and green alike. */
export const colours = [
  ...['#1b6ca8', '#d1590b', '#2a8c6a', '#8a4fa3', '#b8860b', '#c2185b', '#455a64', '#00a3b4'],
  ...['#7a5230', '#6b8e23', '#3f3fbf'],
];
const lines = 4;

export function drawChart(chart: Chart): Html {
  const most = niceAbove(mostOf(chart));
  const place = placesOf(chart, most);
  const { width, height } = size;
  return html`<figure>
    <figcaption>${chart.title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title}">
      ${chart.bands.map((band) => bandOf(band, place))} ${yAxis(chart.unit, most, place)}
      ${xAxis(chart, place)}
      ${chart.series.map(({ points }, n) =>
        segmentsOf(points).map((segment) => {
          const path = segment.map(({ at, value }) => `${place.x(at)},${place.y(value)}`).join(' ');
          return html`<polyline points="${path}" stroke="${colourOf(n)}" />`;
        }),
      )}
    </svg>
    <p class="key">
      ${chart.series.map(
        ({ name, points }, n) =>
          html`<span
            ><i style="background:${colourOf(n)}"></i>${name}${lastText(points, chart)}</span
          > `,
      )}
    </p>
  </figure>`;
}

interface Places {
  x: (at: number) => string;
  y: (value: number) => string;
}

function placesOf({ from, until }: Chart, most: number): Places {
  const { width, height, left, right, top, bottom } = size;
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / Math.max(1, until - from)));
  return {
    x: (at) => (left + share(at) * (width - left - right)).toFixed(1),
    y: (value) => (height - bottom - (value / most) * (height - top - bottom)).toFixed(1),
  };
}

function mostOf({ series }: Chart): number {
  return series
    .flatMap(({ points }) => points)
    .reduce((most, { value }) => Math.max(most, value ?? 0), 0);
}

/** The next of 1, 2, 4, 5, 10, 20 and so on, so that four equal steps have short numbers. */
export function niceAbove(value: number): number {
  if (!(value > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find((step) => step * ten >= value) ?? 10) * ten;
}

/** Runs of known points. */
export function segmentsOf(points: Series['points']): { at: number; value: number }[][] {
  const segments: { at: number; value: number }[][] = [[]];
  for (const { at, value } of points)
    if (value === null) segments.push([]);
    else segments.at(-1)?.push({ at, value });
  return segments.filter(({ length }) => length > 0);
}

function bandOf({ number, from, until, what }: Band, { x }: Places): Html {
  const { height, top, bottom } = size;
  const width = Math.max(1.5, Number(x(until)) - Number(x(from)));
  return html`<g class="band">
    <title>${number}. ${what}</title>
    <rect x="${x(from)}" y="${top}" width="${width.toFixed(1)}" height="${height - top - bottom}" />
    <text x="${x(from)}" y="${top - 6}" class="mark">${number}</text>
  </g>`;
}

function yAxis(unit: string, most: number, { y }: Places): Html {
  const { width, left, right, top } = size;
  const rows = Array.from({ length: lines + 1 }, (_, n) => (most * n) / lines);
  return html`${rows.map(
      (value) =>
        html`<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" />
          <text x="${left - 6}" y="${y(value)}" dy="4" class="end">${shortNumber(value)}</text>`,
    )} <text x="4" y="${top - 8}">${unit}</text>`;
}

function xAxis({ from, until }: Chart, { x }: Places): Html {
  const minutes = (until - from) / 60_000;
  const step = niceAbove(minutes / 10);
  const marks = Array.from({ length: Math.floor(minutes / step) + 1 }, (_, n) => n * step);
  const base = size.height - size.bottom;
  return html`${marks.map(
      (minute) =>
        html`<text x="${x(from + minute * 60_000)}" y="${base + 15}" class="middle">
          ${shortNumber(minute)}
        </text>`,
    )}
    <text x="${size.width - size.right}" y="${size.height - 4}" class="end">
      minutes since the start
    </text>`;
}

function lastText(points: Series['points'], { unit }: Chart): string {
  const last = points.findLast(({ value }) => value !== null)?.value ?? null;
  return last === null ? ': nothing' : `: at the end ${shortNumber(last)} ${unit}`;
}

export function shortNumber(value: number): string {
  if (value === 0) return '0';
  if (value >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}

function colourOf(n: number): string {
  return colours[n % colours.length] ?? '#000';
}
