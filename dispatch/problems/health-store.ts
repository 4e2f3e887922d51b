// What the list of problems needs from the store: problems with their times, and the last report of each edge.
import type { PastProblem } from '../../contracts/index.ts';
import type { HeardHealth } from './edge-reports.ts';
import type { ProblemEntry } from './problem-registry.ts';

export interface HealthStore {
  /** Current problems, and those that ended recently enough to continue. */
  openEntries(): Promise<ProblemEntry[]>;
  keepEntries(entries: readonly ProblemEntry[]): Promise<void>;
  /** Ended problems, the latest end first. */
  past(limit: number): Promise<PastProblem[]>;
  reports(): Promise<HeardHealth[]>;
  /** Replaces all reports: edges that are missing here are removed. */
  keepReports(reports: readonly HeardHealth[]): Promise<void>;
  /** Deletes problems that ended before. */
  prune(before: number): Promise<void>;
}
