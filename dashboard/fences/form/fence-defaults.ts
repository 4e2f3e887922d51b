// What holds for a kind of fence where nothing is set, for the form to show.
import { completeFence, type Fence, type Kind } from '../../../contracts/index.ts';

export function defaultsOf(kind: Kind): Fence {
  return completeFence({ id: 'x', camera: 'x', kind, polygon: [] });
}
