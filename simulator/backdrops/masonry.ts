// Draws walls and floors: slabs in perspective, bricks, tiles, signs. All in picture units.
import { toPicture, type Ground } from '../ground.ts';
import { between, createRandom } from '../random.ts';
import { shade } from '../sprites/paint.ts';

export interface Slabs {
  readonly ground: Ground;
  readonly colour: string;
  /** Nearest and farthest edge in metres from the camera. */
  readonly nearM: number;
  readonly farM: number;
  /** Size of one slab in metres. */
  readonly slab: { readonly across: number; readonly away: number };
  /** How much the colours of slabs differ, 0..1. */
  readonly variety: number;
  readonly seed: number;
}

/** Paved ground in perspective: each slab has its own tint, and is brighter in the distance. */
export function drawSlabs({ ground, colour, nearM, farM, slab, variety, seed }: Slabs): string {
  const random = createRandom(seed);
  const parts: string[] = [];
  for (let z = nearM; z < farM - 1e-6; z += slab.away) {
    const half = (farM * 0.62) / ground.focal;
    const offset = Math.round((z - nearM) / slab.away) % 2 === 0 ? 0 : slab.across / 2;
    for (let x = -half + offset; x < half; x += slab.across) {
      const light = 1 + (random() - 0.5) * variety;
      const corners = groundQuad(ground, {
        x,
        z,
        across: slab.across,
        away: Math.min(slab.away, farM - z),
      });
      parts.push(
        `<path d="${corners}" fill="${shade(colour, light)}" stroke="${shade(colour, 0.78)}" stroke-width="0.7"/>`,
      );
    }
  }
  return parts.join('');
}

/** A rectangle lying on the ground, as an SVG path. */
export function groundQuad(
  ground: Ground,
  { x, z, across, away }: { x: number; z: number; across: number; away: number },
): string {
  const corners = [
    { x, z },
    { x: x + across, z },
    { x: x + across, z: z + away },
    { x, z: z + away },
  ].map((corner) => toPicture(ground, corner));
  return `M${corners.map(([px, py]) => `${(px * 960).toFixed(1)} ${(py * 540).toFixed(1)}`).join('L')}z`;
}

export interface Wall {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rows of bricks with slightly different colours; square ones are tiles. */
export function drawBricks(
  { x, y, width, height }: Wall,
  look: { colour: string; brick: readonly [number, number]; variety: number; seed: number },
): string {
  const random = createRandom(look.seed);
  const [across, down] = look.brick;
  const bricks: string[] = [];
  for (let row = 0; row * down < height; row++) {
    const offset = row % 2 === 0 ? 0 : -across / 2;
    for (let left = offset; left < width; left += across) {
      const from = Math.max(0, left);
      const to = Math.min(width, left + across - 1);
      if (to <= from) continue;
      const tint = shade(look.colour, 1 + (random() - 0.5) * look.variety);
      bricks.push(
        `<rect x="${(x + from).toFixed(1)}" y="${(y + row * down).toFixed(1)}" width="${(to - from).toFixed(1)}" height="${Math.min(down - 1, height - row * down).toFixed(1)}" fill="${tint}"/>`,
      );
    }
  }
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${shade(look.colour, 0.8)}"/>${bricks.join('')}`;
}

/** Stains and cracks, so that no surface is uniform. */
export function drawStains(area: Wall, count: number, seed: number): string {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const cx = between(random, area.x, area.x + area.width);
    const cy = between(random, area.y, area.y + area.height);
    const rx = between(random, 8, 46);
    const ry = between(random, 3, 12);
    const colour = random() < 0.65 ? '#000' : '#fff';
    return `<ellipse cx="${cx.toFixed(0)}" cy="${cy.toFixed(0)}" rx="${rx.toFixed(0)}" ry="${ry.toFixed(0)}" fill="${colour}" opacity="${between(random, 0.015, 0.06).toFixed(3)}"/>`;
  }).join('');
}

export interface Writing {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

/** Text centred on a point. Uses the first installed font with Chinese characters, which differs between machines. */
export function drawWriting({ text, x, y, size, colour }: Writing): string {
  return (
    `<text x="${x}" y="${y}" font-family="'Noto Sans CJK SC','WenQuanYi Micro Hei','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif" ` +
    `font-weight="700" font-size="${size}" letter-spacing="${size * 0.18}" text-anchor="middle" fill="${colour}">${text}</text>`
  );
}
