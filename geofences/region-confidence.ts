// How sure a static region is a thing: from how much it differs from the background. Never certain, as it has no name.
import type { StaticRegion } from '../contracts/index.ts';

/** 0.55 for a barely visible region up to 0.95. */
export function regionConfidence({ contrast }: Pick<StaticRegion, 'contrast'>): number {
  return 0.55 + 0.4 * contrast;
}
