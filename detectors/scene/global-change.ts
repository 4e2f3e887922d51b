// Global change: most of the picture changed at once, by light that the light estimate cannot explain, not by objects.
// Then the present picture becomes the background, and known objects stay.
import { copyCell, forgetCell, rebaseCell, type CellMemory } from './cell-memory.ts';
import { showing } from './update-cells.ts';
import { globalChangeNumbers } from './numbers.ts';

const { globalChangeShare, globalChangeMs } = globalChangeNumbers;

export interface GlobalChangeState {
  readonly memory: CellMemory;
  /** Since when most of the picture has changed; 0 without a global change. */
  readonly globalChangeSince: number;
}

/** Ends the global change when it has lasted. @returns since when there is one now; 0 for none */
export function watchGlobalChange(
  { memory, globalChangeSince }: GlobalChangeState,
  shown: Uint8Array,
  at: number,
): number {
  const since = globalChangeSince || at;
  if (shareChanged(memory, shown, since) <= globalChangeShare) return 0;
  if (at - since < globalChangeMs) return since;
  for (let cell = 0; cell < shown.length; cell++)
    settleGlobalChange(memory, shown[cell]!, cell, since);
  return 0;
}

/** Share of cells that show what was not there before the global change. */
function shareChanged({ settled }: CellMemory, shown: Uint8Array, since: number): number {
  let changed = 0;
  for (let cell = 0; cell < shown.length; cell++) {
    const isNew = shown[cell] === showing.settled && settled.since[cell]! >= since;
    if (isNew || shown[cell] === showing.fresh) changed++;
  }
  return changed / Math.max(1, shown.length);
}

function settleGlobalChange(memory: CellMemory, shown: number, cell: number, since: number): void {
  const { settled, fresh } = memory;
  const stoodThere = settled.since[cell]! > 0 && settled.since[cell]! < since;
  if (shown === showing.settled && !stoodThere) rebaseCell(memory, settled, cell);
  if (shown !== showing.fresh) return;
  if (!stoodThere) {
    rebaseCell(memory, fresh, cell);
    return;
  }
  copyCell(fresh.planes, settled.planes, cell);
  settled.seenAt[cell] = fresh.seenAt[cell]!;
  forgetCell(fresh, cell);
}
