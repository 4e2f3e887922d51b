// Upheaval: most of the picture became something else at once — a flood of light that no light map explains, not things.
// What showed before is given up then: what shows now is the background, and things that stood there stand there still.
import { copyCell, forgetCell, rebaseCell, type CellMemory } from './cell-memory.ts';
import { showing } from './update-cells.ts';

/** More of the picture than this, for this long. */
const upheavalShare = 0.35;
const upheavalMs = 4000;

export interface UpheavalState {
  readonly memory: CellMemory;
  /** Since when most of the picture is something else than before, 0 while it is not. */
  readonly upheavalSince: number;
}

/** Ends the upheaval when it has lasted. @returns since when there is one now; 0 for none */
export function watchUpheaval(
  { memory, upheavalSince }: UpheavalState,
  shown: Uint8Array,
  at: number,
): number {
  const since = upheavalSince || at;
  if (shareChanged(memory, shown, since) <= upheavalShare) return 0;
  if (at - since < upheavalMs) return since;
  for (let cell = 0; cell < shown.length; cell++) settleUpheaval(memory, shown[cell]!, cell, since);
  return 0;
}

/** Share of cells that show what was not there before the upheaval. */
function shareChanged({ settled }: CellMemory, shown: Uint8Array, since: number): number {
  let changed = 0;
  for (let cell = 0; cell < shown.length; cell++) {
    const isNew = shown[cell] === showing.settled && settled.since[cell]! >= since;
    if (isNew || shown[cell] === showing.fresh) changed++;
  }
  return changed / Math.max(1, shown.length);
}

function settleUpheaval(memory: CellMemory, shown: number, cell: number, since: number): void {
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
