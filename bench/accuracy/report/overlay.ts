// One picture of a film strip as SVG: the frame, the fences, the true and the reported region, tracks and static regions. Takes
// normalised shapes, returns SVG in pixels of the small picture.
import type { Box, Fence, Observation, Polygon } from '../../../contracts/index.ts';
import type { Case } from './cases.ts';
import { html, type Html } from './html.ts';
import type { StripPicture } from './strip.ts';

interface Scale {
  width: number;
  height: number;
}

export function pictureSvg(picture: StripPicture, about: Case, fences: readonly Fence[]): Html {
  const { image, width, height, seen } = picture;
  const scale = { width, height };
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
    <image href="${image}" width="${width}" height="${height}" />
    ${fences.map((fence) => fenceShape(fence, fence.id === about.fenceId, scale))}
    ${seen.regions.map((region) => regionShape(region, seen.grid, scale))}
    ${seen.tracks.map((track) => trackShape(track, scale))}
    ${boxShape('truth', about.truthRegion, scale)} ${boxShape('said', about.saidRegion, scale)}
  </svg>`;
}

function fenceShape({ id, polygon, holes }: Fence, isMeant: boolean, scale: Scale): Html {
  const path = [polygon, ...holes].map((points) => polygonPath(points, scale)).join(' ');
  return html`<path class="fence ${isMeant ? 'meant' : 'other'}" d="${path}">
    <title>fence ${id}</title>
  </path>`;
}

function regionShape(
  { spans, seenAs }: Observation['regions'][number],
  grid: Observation['grid'],
  { width, height }: Scale,
): Html {
  const cellWidth = width / grid.columns;
  const cellHeight = height / grid.rows;
  const cells = spans.map(([row, first, last]) => {
    const across = round((last - first + 1) * cellWidth);
    return `M${round(first * cellWidth)} ${round(row * cellHeight)}h${across}v${round(cellHeight)}h${-across}z`;
  });
  const names = seenAs.map(({ label, confidence }) => `${label} ${confidence.toFixed(2)}`);
  return html`<path class="region" d="${cells.join('')}">
    <title>static region${names.length > 0 ? `, seen as ${names.join(', ')}` : ''}</title>
  </path>`;
}

/** Tracks with less confidence are faint and labelled only in the tooltip, because labels would hide the picture. */
const namedConfidence = 0.4;

function trackShape(
  { id, label, confidence, box, stationarySince }: Observation['tracks'][number],
  scale: Scale,
): Html {
  const name = `${label} ${confidence.toFixed(2)}`;
  const title = `${id}: ${name}, ${stationarySince === null ? 'moving' : 'standing'}`;
  if (confidence < namedConfidence) return boxShape('track faint', box, scale, title);
  const x = round(box.x * scale.width + 1);
  const y = round(Math.max(8, box.y * scale.height - 2));
  return html`${boxShape('track', box, scale, title)}<text x="${x}" y="${y}">${name}</text>`;
}

function boxShape(role: string, box: Box | null, { width, height }: Scale, title = role): Html {
  if (!box) return html``;
  return html`<rect
    class="${role}"
    x="${round(box.x * width)}"
    y="${round(box.y * height)}"
    width="${round(box.width * width)}"
    height="${round(box.height * height)}"
  >
    <title>${title}</title>
  </rect>`;
}

function polygonPath(points: Polygon, { width, height }: Scale): string {
  return `M${points.map(([x, y]) => `${round(x * width)} ${round(y * height)}`).join('L')}z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
