// The drawing of a soak: one HTML page without scripts or network. Takes the samples, the faults that were done and the verdict.
import { html, raw, type Html } from '../../accuracy/report/html.ts';
import type { LineOf } from '../../chaos/history.ts';
import { growthText, verdictLines } from '../verdict-text.ts';
import type { SoakVerdict } from '../judge-soak.ts';
import type { Sample } from '../sample.ts';
import { drawChart, type Band } from './chart.ts';
import { chartsOf } from './charts.ts';

export interface SoakDrawing {
  samples: readonly Sample[];
  faults: readonly LineOf<'fault'>[];
  verdict: SoakVerdict;
  of: { seed: number; minutes: number; cameras: number; cores: number };
}

export function soakPage({ samples, faults, verdict, of }: SoakDrawing): string {
  const from = samples[0]?.at ?? 0;
  const until = samples.at(-1)?.at ?? from;
  const bands = bandsOf(faults);
  const head = `Soak: ${of.cameras} cameras, ${of.minutes} minutes, seed ${of.seed}, ${of.cores} cores`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${head}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <h1>${head}</h1>
        <p class="${verdict.ok ? 'good' : 'bad'}">${verdict.ok ? 'Green' : 'Not green'}</p>
        <ul>
          ${verdictLines(verdict).map((line) => html`<li>${line}</li>`)}
          ${verdict.faults.map(({ fault, about }) => html`<li>${fault}: ${about}</li>`)}
        </ul>
        ${chartsOf(samples, of.cores).map((chart) => drawChart({ ...chart, bands, from, until }))}
        ${faultTable(bands, from)} ${growthTable(verdict)}
      </body>
    </html>`;
  return page.html;
}

function bandsOf(faults: readonly LineOf<'fault'>[]): Band[] {
  return faults
    .toSorted((a, b) => a.from - b.from)
    .map(({ what, part, from, until, skipped, failed }, n) => {
      const not = skipped ?? failed;
      const why = not === undefined ? '' : `, not done: ${not}`;
      return { number: n + 1, from, until, what: `${what} (${part})${why}` };
    });
}

function faultTable(bands: readonly Band[], start: number): Html {
  if (bands.length === 0) return html`<p>No faults were planned.</p>`;
  const minute = (at: number) => ((at - start) / 60_000).toFixed(1);
  return html`<h2>Faults</h2>
    <table>
      <tr>
        <th>number</th>
        <th>what</th>
        <th>from minute</th>
        <th>seconds</th>
      </tr>
      ${bands.map(
        ({ number, what, from, until }) =>
          html`<tr>
            <td>${number}</td>
            <td>${what}</td>
            <td>${minute(from)}</td>
            <td>${((until - from) / 1000).toFixed(1)}</td>
          </tr>`,
      )}
    </table>`;
}

function growthTable({ judged }: SoakVerdict): Html {
  return html`<h2>Slopes</h2>
    <p>
      The median of the slopes between all pairs of samples (Theil and Sen), after the start of each
      process. It grows when the rise is above the limit and goes on in the second half.
    </p>
    <ul>
      ${judged.map((one) => html`<li>${one.grows ? 'GROWS: ' : ''}${growthText(one)}</li>`)}
    </ul>`;
}

const style = `
body { font: 15px/1.4 system-ui, sans-serif; max-width: 960px; margin: 1em auto; padding: 0 12px; color: #222; background: #fff }
h1 { font-size: 20px } h2 { font-size: 17px } figure { margin: 18px 0 } figcaption { font-weight: 600 }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif } svg text { fill: #444 }
polyline { fill: none; stroke-width: 1.6 } line { stroke: #ddd } .end { text-anchor: end } .middle { text-anchor: middle }
.band rect { fill: #f3b94d; opacity: 0.45 } .band .mark { fill: #8a5a00; font-weight: 600 }
.key { margin: 0; font-size: 13px } .key span { margin-right: 14px; white-space: nowrap; display: inline-block }
.key i { display: inline-block; width: 14px; height: 4px; margin-right: 5px; vertical-align: middle }
.good { color: #1b6b3a; font-weight: 700 } .bad { color: #a61b1b; font-weight: 700 }
table { border-collapse: collapse } td, th { border-bottom: 1px solid #ddd; padding: 2px 10px 2px 0; text-align: left }
`;
