// What the list of problems asks of the store: what was wrong and when, and the last report of each edge.
import type { PastProblem } from '../../contracts/index.ts';
import type { HeardHealth } from './edge-reports.ts';
import type { ProblemEntry } from './problem-registry.ts';

export interface HealthStore {
  /** What lasts, and what ended so shortly before the last word that it may go on. */
  openEntries(): Promise<ProblemEntry[]>;
  keepEntries(entries: readonly ProblemEntry[]): Promise<void>;
  /** What has ended, the latest end first. */
  past(limit: number): Promise<PastProblem[]>;
  reports(): Promise<HeardHealth[]>;
  /** All reports there are: those of edges that are missing here go. */
  keepReports(reports: readonly HeardHealth[]): Promise<void>;
  /** Forgets what ended before. */
  prune(before: number): Promise<void>;
}
