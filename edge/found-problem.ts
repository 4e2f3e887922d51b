// A problem as the part that found it says it: what and about what, for as long as it lasts. Since when it lasts is known to
// whoever gathers them (health/problem-keeper.ts).
import type { HealthProblem } from '../contracts/index.ts';

export interface FoundProblem {
  readonly code: HealthProblem['code'];
  readonly subject: string;
  /** What its wording needs. */
  readonly values?: HealthProblem['values'];
}

/** Whoever can have problems: asked often, gives those of this moment. */
export type ProblemSource = () => readonly FoundProblem[];
