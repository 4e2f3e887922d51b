// A detection: one object found by one run of a model on one frame.
import type { Box, Thing } from '../contracts/index.ts';

export interface Detection {
  readonly thing: Thing;
  /** The model's label. */
  readonly label: string;
  /** 0..1 */
  readonly confidence: number;
  /** Normalised to the whole frame, also when the model got a crop. */
  readonly box: Box;
}
