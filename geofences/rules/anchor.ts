// Decides whether an object counts as inside a fence: by its foot point, by the share of it that is inside, or by the share of
// the fence that it covers; and whether its size counts. All rules use this.
import type { Box, Fence } from '../../contracts/index.ts';
import { footOf } from '../area/boxes.ts';
import type { DropReason, RuleInput } from '../claim.ts';
import { isInFence } from '../area/fence-area.ts';
import type { Shape } from '../area/shape.ts';

export interface Thing {
  readonly box: Box;
  readonly shape: Shape;
}

/** `elsewhere`: the object does not touch the fence, so it is not listed as a drop. */
export type Standing =
  | { readonly counts: true; /** How many cells of the fence it has. */ readonly cells: number }
  | { readonly counts: false; readonly reason: DropReason | 'elsewhere' };

const elsewhere: Standing = { counts: false, reason: 'elsewhere' };

export function standingOf(
  thing: Thing,
  { fence, area }: Pick<RuleInput, 'fence' | 'area'>,
): Standing {
  const cells = area.shared(thing.shape);
  if (cells === 0) return elsewhere;
  if (!isAnchored(thing, cells, { fence, area })) return { counts: false, reason: 'outside-fence' };
  const reason = sizeFault(thing.box, fence.size);
  return reason ? { counts: false, reason } : { counts: true, cells };
}

function isAnchored(
  { box, shape }: Thing,
  cells: number,
  { fence, area }: Pick<RuleInput, 'fence' | 'area'>,
): boolean {
  switch (fence.anchor.by) {
    case 'any-overlap':
      return true;
    case 'bottom-centre':
      return isInFence(fence, footOf(box));
    case 'inside':
      return cells / shape.size >= fence.anchor.share;
    case 'covers':
      return cells / area.size >= fence.anchor.share;
  }
}

/** The size limit that the box violates; null when none. */
export function sizeFault(
  { width, height }: Box,
  limits: Fence['size'],
): 'too-small' | 'too-large' | null {
  const { minWidth = 0, minHeight = 0, minArea = 0 } = limits;
  const { maxWidth = 1, maxHeight = 1, maxArea = 1 } = limits;
  const area = width * height;
  if (width < minWidth || height < minHeight || area < minArea) return 'too-small';
  return width > maxWidth || height > maxHeight || area > maxArea ? 'too-large' : null;
}
