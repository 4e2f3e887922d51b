// Predicts the picture if nothing came or went since the previous one: the background, and in front of it the
// settled objects that were visible. Light is estimated against it, so that objects count in the estimate too.
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
