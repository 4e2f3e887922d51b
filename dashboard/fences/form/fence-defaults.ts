// What holds for a fence of a kind when nothing is set, to be shown where a field is empty.
import {
  completeFence,
  findKind,
  shippedKinds,
  type Fence,
  type KindSpec,
} from '../../../contracts/index.ts';

/** A kind that is not known any more is shown with the defaults of the first one; it cannot be armed. */
export function defaultsOf(kind: string, own: readonly KindSpec[]): Fence {
  const definition = findKind(kind, own) ?? shippedKinds[0];
  if (!definition) throw new Error('no kind is shipped');
  return completeFence({ id: 'x', camera: 'x', kind: definition.id, polygon: [], definition });
}
