// A swap as a user sees it: who asks whom for which shift, its state, and the answers the user may give. Pure.
import type { Swap, SwapAnswer } from '../../contracts/index.ts';
import type { SwapRow } from '../roster/shift-store.ts';
import type { Viewer } from './viewer.ts';

export function swapOf(row: SwapRow, viewer: Viewer): Swap {
  const { askedBy: _askedBy, ...rest } = row;
  const isOver = row.state === 'asked' && row.give.until <= viewer.now;
  return {
    ...rest,
    state: isOver ? 'lapsed' : row.state,
    askerName: viewer.nameOf(row.asker),
    otherName: viewer.nameOf(row.other),
    answers: isOver || row.state !== 'asked' ? [] : answersOf(row, viewer),
  };
}

function answersOf({ asker, other }: SwapRow, { person, leads }: Viewer): SwapAnswer[] {
  return [
    ...(person === other ? (['agree', 'decline'] as const) : []),
    ...(person === asker ? (['withdraw'] as const) : []),
    ...(leads && person !== other ? (['force'] as const) : []),
  ];
}
