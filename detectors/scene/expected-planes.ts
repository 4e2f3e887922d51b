// Predicts the picture if no object has appeared or left since the previous one: the background, and in front of it the visible settled
// objects. The light is estimated against it, so that objects are part of the estimate.
import { copyCell, type CellMemory } from './cell-memory.ts';
import { copyPlanes, type Planes } from './planes.ts';

/** @param previousAt time of the picture before, epoch ms */
export function expectedPlanes({ background, settled }: CellMemory, previousAt: number): Planes {
  const expected = copyPlanes(background);
  for (let cell = 0; cell < settled.since.length; cell++)
    if (settled.since[cell]! > 0 && settled.seenAt[cell]! >= previousAt)
      copyCell(settled.planes, expected, cell);
  return expected;
}
