// One self-contained HTML page of advice: the change, and each alert that it avoids, leaves or keeps, as a picture. Takes the
// advice, the fence and a function that loads pictures; without a picture the place is drawn.
import type { Box, FenceFile } from '../contracts/index.ts';
import type { Advice, Proposal, Verdict } from '../geofences/index.ts';
import { adviceLines } from './advice-report.ts';

export interface AdvicePage {
  readonly advice: Advice;
  readonly file: FenceFile;
  readonly timezone: string;
  /** The picture of an alert, JPEG; null if there is none. */
  readonly pictureOf: (verdict: Verdict) => Promise<Uint8Array | null>;
}

/** Per list: a page with hundreds of pictures would be too large to send. */
const mostPictures = 60;

export async function advicePage(page: AdvicePage): Promise<string> {
  const { advice, file, timezone } = page;
  const { proposal, places } = advice;
  const parts = [
    `<h1>Advice on ${escaped(file.id)}</h1>`,
    `<pre>${escaped(adviceLines(advice, { file, timezone, json: false }).join('\n'))}</pre>`,
    ...(proposal ? await proposalParts(proposal, page) : []),
    ...(await Promise.all(
      places.map(async (place) => {
        const title = `A place that was void ${place.times} times (${place.cause || 'no cause given'})`;
        return list(title, place.removed, place, page);
      }),
    )),
    '<p>Nothing is changed: try the draft, and arm it.</p>',
  ];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Advice on ${escaped(file.id)}</title><style>${style}</style><body>${parts.join('\n')}</body></html>\n`;
}

async function proposalParts(proposal: Proposal, page: AdvicePage): Promise<string[]> {
  const { removed, kept, confirmed } = proposal;
  return [
    await list(`Spares ${removed.length} void`, removed, proposal, page),
    ...(kept.length > 0 ? [await list(`Leaves ${kept.length} void`, kept, proposal, page)] : []),
    await list(`Keeps all ${confirmed.length} confirmed`, confirmed, proposal, page),
  ];
}

async function list(
  title: string,
  verdicts: readonly Verdict[],
  proposal: Proposal,
  page: AdvicePage,
): Promise<string> {
  const shown = verdicts.slice(0, mostPictures);
  const figures = await Promise.all(shown.map((one) => figure(one, proposal, page)));
  const more = verdicts.length - shown.length;
  return `<h2>${escaped(title)}</h2><div class="list">${figures.join('')}</div>${more > 0 ? `<p>and ${more} more</p>` : ''}`;
}

async function figure(
  verdict: Verdict,
  proposal: Proposal,
  { file, timezone, pictureOf }: AdvicePage,
): Promise<string> {
  const photo = await pictureOf(verdict);
  const href = photo && `data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`;
  const when = new Intl.DateTimeFormat('sv', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(verdict.at);
  const said = [when, verdict.id, verdict.cause].filter((text) => text !== '').join(', ');
  return `<figure>${drawing({ href, region: verdict.region, file, proposal })}<figcaption>${escaped(said)}</figcaption></figure>`;
}

/** The picture with the fence, the new holes, and the place of the alert. */
function drawing({
  href,
  region,
  file,
  proposal,
}: {
  href: string | null;
  region: Box | null;
  file: FenceFile;
  proposal: Proposal;
}): string {
  const holes = proposal.change.holes ?? file.holes ?? [];
  return [
    '<svg viewBox="0 0 320 180" width="320" height="180">',
    href === null
      ? '<rect width="320" height="180" fill="#e8e8e4"/>'
      : `<image href="${href}" width="320" height="180" preserveAspectRatio="none"/>`,
    shape(file.polygon, 'fence'),
    ...holes.map((hole) => shape(hole, 'hole')),
    region === null
      ? ''
      : `<rect class="alert" x="${region.x * 320}" y="${region.y * 180}" width="${region.width * 320}" height="${region.height * 180}"/>`,
    '</svg>',
  ].join('');
}

function shape(points: readonly (readonly [number, number])[], name: string): string {
  const text = points.map(([x, y]) => `${(x * 320).toFixed(1)},${(y * 180).toFixed(1)}`).join(' ');
  return `<polygon class="${name}" points="${text}"/>`;
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (letter) => names[letter] ?? letter);
}

const style = [
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:72rem}pre{background:#f3f3f0;padding:1rem;overflow:auto}',
  '.list{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:320px}figcaption{font-size:13px;overflow-wrap:anywhere}',
  '.fence{fill:none;stroke:#c98a00;stroke-width:2}.hole{fill:#2266cc33;stroke:#2266cc}.alert{fill:none;stroke:#d22;stroke-width:2;stroke-dasharray:5 3}',
].join('');
