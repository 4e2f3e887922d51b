// What is wrong, from the first time it is found until it is gone. Pure: takes the registry as it stands and all that is found
// wrong at a moment; gives the next registry and the entries that have begun or ended. What goes and comes back soon after
// is one entry that counts, so that a thing that flaps does not fill the list.
import type { HealthProblem, PastProblem, ReportedProblem } from '../../contracts/index.ts';

/** What somebody says is wrong at this moment. */
export interface Finding {
  problem: HealthProblem;
  /** The edge that says so; null is dispatch itself. */
  edgeId: string | null;
  /** When that edge last said so, if it has said nothing since; else null. */
  lastHeardAt: number | null;
}

export interface ProblemRegistry {
  present: ReadonlyMap<string, ReportedProblem>;
  /** What has ended so shortly ago that it may still go on. */
  fading: ReadonlyMap<string, PastProblem>;
}

/** An entry as it is kept: `until` is null while it lasts. */
export type ProblemEntry = ReportedProblem & { until: number | null };

export const emptyRegistry: ProblemRegistry = { present: new Map(), fading: new Map() };

/** What comes back within this time is the same trouble. */
export const sameWithinMs = 5 * 60_000;

export interface RegistryUpdate {
  registry: ProblemRegistry;
  /** Entries that began, ended or came back: what has to be written down. */
  changed: ProblemEntry[];
}

/** @param mayEnd false while those who know have not been heard yet: what is missing then still lasts */
export function turnPage(
  registry: ProblemRegistry,
  findings: readonly Finding[],
  { at, mayEnd }: { at: number; mayEnd: boolean },
): RegistryUpdate {
  const present = new Map<string, ReportedProblem>();
  const changed: ProblemEntry[] = [];
  for (const finding of findings) {
    const key = keyOf(finding.edgeId, finding.problem);
    const known = present.get(key) ?? registry.present.get(key);
    const entry = known ? goOn(known, finding) : begin(registry.fading.get(key), finding, at);
    if (!known) changed.push({ ...entry, until: null });
    present.set(key, entry);
  }
  const missing = [...registry.present].filter(([key]) => !present.has(key));
  if (!mayEnd) for (const [key, entry] of missing) present.set(key, entry);
  const ended = mayEnd ? missing : [];
  const past = ended.map(([key, entry]) => [key, { ...entry, until: at }] as const);
  changed.push(...past.map(([, entry]) => entry));
  return { registry: { present, fading: stillFading(registry, present, past, at) }, changed };
}

/** The registry of what an earlier process wrote down: what it knew as present is so until somebody says otherwise. */
export function registryOf(entries: readonly ProblemEntry[], at: number): ProblemRegistry {
  const present = new Map<string, ReportedProblem>();
  const fading = new Map<string, PastProblem>();
  for (const { until, ...entry } of entries) {
    const key = keyOf(entry.edgeId, entry);
    if (until === null) present.set(key, entry);
    else if (at - until <= sameWithinMs) fading.set(key, { ...entry, until });
  }
  return { present, fading };
}

function keyOf(edgeId: string | null, { code, subject }: HealthProblem): string {
  return JSON.stringify([edgeId, code, subject]);
}

/** It began when it was first said to, whatever is said later: clocks of edges may step. */
function goOn(known: ReportedProblem, { problem, lastHeardAt }: Finding): ReportedProblem {
  return { ...known, values: problem.values, lastHeardAt };
}

function begin(faded: PastProblem | undefined, finding: Finding, at: number): ReportedProblem {
  const { problem, edgeId, lastHeardAt } = finding;
  const since = faded?.since ?? Math.min(problem.since, at);
  return { ...problem, edgeId, lastHeardAt, since, times: (faded?.times ?? 0) + 1 };
}

function stillFading(
  registry: ProblemRegistry,
  present: ReadonlyMap<string, unknown>,
  past: readonly (readonly [string, PastProblem])[],
  at: number,
): Map<string, PastProblem> {
  const both = [...registry.fading, ...past];
  return new Map(
    both.filter(([key, { until }]) => !present.has(key) && at - until <= sameWithinMs),
  );
}
