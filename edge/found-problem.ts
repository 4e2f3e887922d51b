// A current problem as the part that found it reports it: its code and its subject. Its start time is kept by the collector
// (health/problem-keeper.ts).
import type { HealthProblem } from '../contracts/index.ts';

export interface FoundProblem {
  readonly code: HealthProblem['code'];
  readonly subject: string;
  /** The values for its wording. */
  readonly values?: HealthProblem['values'];
}

/** A source of problems: polled often, returns the current ones. */
export type ProblemSource = () => readonly FoundProblem[];
