// The confidence that a static region is an object, from its contrast with the background model. Below 1, because it has no label.
import type { StaticRegion } from '../../contracts/index.ts';

/** 0.55 for a barely visible region up to 0.95. */
export function regionConfidence({ contrast }: Pick<StaticRegion, 'contrast'>): number {
  return 0.55 + 0.4 * contrast;
}
