// Fallen leaves that lie together on the ground, flat, in the colours of autumn.
import { between, createRandom } from '../../random.ts';
import { ellipse, shade } from '../../sprites/paint.ts';
import type { Sprite } from '../../sprites/sprite.ts';

const colours = ['#b5762a', '#8f4f22', '#c79a35', '#7a5a2c', '#a5432a', '#93852f'];

/** @param reachCm radius of the patch */
export function createLeaves(seed: number, reachCm: number): Sprite {
  const random = createRandom(seed + 17);
  const reach = Math.round(reachCm / 8) * 8;
  const leaves = Array.from({ length: 2 + Math.round(reach / 4) }, () => {
    const far = random() ** 0.7;
    const turn = random() * 2 * Math.PI;
    const colour = colours[Math.floor(random() * colours.length)] ?? '#8f4f22';
    return ellipse(
      Math.cos(turn) * far * reach,
      -8 + Math.sin(turn) * far * reach * 0.22,
      [between(random, 3, 7), between(random, 1.5, 3.5)],
      shade(colour, between(random, 0.7, 1.25)),
    );
  });
  const height = reach * 0.22 + 12;
  return {
    key: `leaves ${seed} ${reach}`,
    extent: { left: -reach - 8, top: -height, right: reach + 8, bottom: height - 14 },
    svg: leaves.join(''),
  };
}
