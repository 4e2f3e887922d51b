// Current problems, each from its first report to its end. Pure: takes the registry and all problems found at a time; returns the
// next registry and the entries that began or ended. A problem that ends and soon comes back continues its entry and counts, so
// that a flapping part does not fill the list.
import type { HealthProblem, PastProblem, ReportedProblem } from '../../contracts/index.ts';

/** A problem reported at this time. */
export interface Finding {
  problem: HealthProblem;
  /** The edge that reports it; null for dispatch itself. */
  edgeId: string | null;
  /** When that edge last reported it, if it has been silent since; else null. */
  lastHeardAt: number | null;
}

export interface ProblemRegistry {
  present: ReadonlyMap<string, ReportedProblem>;
  /** Ended so recently that it may continue. */
  fading: ReadonlyMap<string, PastProblem>;
}

/** A stored entry: `until` is null while it lasts. */
export type ProblemEntry = ReportedProblem & { until: number | null };

export const emptyRegistry: ProblemRegistry = { present: new Map(), fading: new Map() };

/** A problem that comes back within this time continues its entry. */
export const sameWithinMs = 5 * 60_000;

export interface RegistryUpdate {
  registry: ProblemRegistry;
  /** Entries that began, ended or came back, to be stored. */
  changed: ProblemEntry[];
}

/** @param mayEnd false until all sources have reported: problems missing until then still last */
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

/** The registry of an earlier process: problems that it knew last until a source says otherwise. */
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

/** The start is the first reported one, whatever is reported later: clocks of edges may step. */
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
