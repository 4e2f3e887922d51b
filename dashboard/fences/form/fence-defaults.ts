// The defaults of a fence of a kind, shown in empty fields.
import {
  completeFence,
  findKind,
  shippedKinds,
  type Fence,
  type KindSpec,
} from '../../../contracts/index.ts';

/** An unknown kind is shown with the defaults of the first one; it cannot be armed. */
export function defaultsOf(kind: string, own: readonly KindSpec[]): Fence {
  const definition = findKind(kind, own) ?? shippedKinds[0];
  if (!definition) throw new Error('no kind is shipped');
  return completeFence({ id: 'x', camera: 'x', kind: definition.id, polygon: [], definition });
}
