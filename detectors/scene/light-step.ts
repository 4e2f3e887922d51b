// A change of light between two pictures, carried over to the things that are remembered: in another light a thing is
// still itself. The background needs none of this, since it is compared with the light's offset.
import type { CellMemory } from './cell-memory.ts';

/** @param step change of log2 luma over the whole picture since the previous one */
export function followLightOn({ settled, fresh }: CellMemory, step: number): void {
  if (step === 0) return;
  for (const { luma } of [settled.planes, fresh.planes])
    for (let pixel = 0; pixel < luma.length; pixel++) luma[pixel]! += step;
}
