// Drawings that several places use: bands of ground across the picture, painted lines, grass, facades. In picture units.
import { groundQuad, drawSlabs, drawStains } from '../../backdrops/masonry.ts';
import { toPicture, type Ground } from '../../ground.ts';
import { between, createRandom } from '../../random.ts';
import { shade } from '../../sprites/paint.ts';

export interface Band {
  readonly nearM: number;
  readonly farM: number;
  readonly colour: string;
  /** Size of the slabs, metres; absent for asphalt and concrete. */
  readonly slab?: { readonly across: number; readonly away: number };
  readonly variety?: number;
}

/** Draws bands from far to near, with stains on top. */
export function drawBands(ground: Ground, bands: readonly Band[], seed: number): string {
  const drawn = bands.map(({ nearM, farM, colour, slab, variety = 0.1 }, index) => {
    const top = rowOf(ground, farM);
    const bottom = rowOf(ground, nearM);
    const even = `<rect x="-96" y="${top.toFixed(1)}" width="1152" height="${(bottom - top).toFixed(1)}" fill="${colour}"/>`;
    return slab
      ? even + drawSlabs({ ground, colour, nearM, farM, slab, variety, seed: seed + index })
      : even + speckle(top, bottom, colour, seed + index);
  });
  const top = Math.min(...bands.map(({ farM }) => rowOf(ground, farM)));
  return (
    drawn.join('') + drawStains({ x: -96, y: top, width: 1152, height: 600 - top }, 90, seed + 50)
  );
}

/** Height in the picture of ground at distance `z`. */
export function rowOf(ground: Ground, z: number): number {
  return toPicture(ground, { x: 0, z })[1] * 540;
}

/** Small patches of other tints, larger near the camera. */
function speckle(top: number, bottom: number, colour: string, seed: number): string {
  const random = createRandom(seed + 900);
  return Array.from({ length: 420 }, () => {
    const y = between(random, top, bottom);
    const size = 0.6 + ((y - top) / Math.max(1, bottom - top)) * 3;
    const tint = shade(colour, between(random, 0.8, 1.18));
    return `<ellipse cx="${between(random, -96, 1056).toFixed(0)}" cy="${y.toFixed(0)}" rx="${(size * 2.4).toFixed(1)}" ry="${size.toFixed(1)}" fill="${tint}" opacity="0.5"/>`;
  }).join('');
}

/** A painted line or bar on the ground. */
export function bar(
  ground: Ground,
  [x, z, across, away]: readonly [number, number, number, number],
  colour = '#dcd9cf',
): string {
  return `<path d="${groundQuad(ground, { x, z, across, away })}" fill="${colour}" opacity="0.85"/>`;
}

/** Grass: short strokes in many greens. */
export function drawGrass(ground: Ground, nearM: number, farM: number, seed: number): string {
  const random = createRandom(seed);
  const top = rowOf(ground, farM);
  const bottom = rowOf(ground, nearM);
  return Array.from({ length: 1500 }, () => {
    const y = between(random, top, bottom);
    const size = 1 + ((y - top) / (bottom - top)) * 6;
    return `<path d="M${between(random, -96, 1056).toFixed(0)} ${y.toFixed(0)}l${between(random, -2, 2).toFixed(1)} ${(-size).toFixed(1)}" stroke="${shade('#5d7a3c', between(random, 0.6, 1.4))}" stroke-width="1.2"/>`;
  }).join('');
}

/** A plain facade with windows, from the top of the picture to its foot. */
export function facade(foot: number, colour: string, seed: number): string {
  const random = createRandom(seed);
  const windows = Array.from({ length: 10 }, (_, index) => {
    const x = -70 + index * 116;
    const glass = shade('#7d909c', between(random, 0.6, 1.1));
    return [0.12, 0.5]
      .map((share) => {
        const y = -40 + (foot + 40) * share;
        const height = (foot + 40) * 0.24;
        return `<rect x="${x}" y="${y}" width="64" height="${height}" fill="#d9d5ca"/><rect x="${x + 4}" y="${y + 4}" width="56" height="${height - 8}" fill="${glass}"/><path d="M${x + 32} ${y + 4}v${height - 8}" stroke="#d9d5ca" stroke-width="3"/>`;
      })
      .join('');
  }).join('');
  return `<rect x="-96" y="-60" width="1152" height="${foot + 60}" fill="${colour}"/>${windows}${drawStains({ x: -96, y: -60, width: 1152, height: foot + 60 }, 40, seed)}<rect x="-96" y="${foot - 14}" width="1152" height="14" fill="${shade(colour, 0.6)}"/>`;
}
