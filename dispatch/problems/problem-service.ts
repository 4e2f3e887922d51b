// Keeps the problem registry: checks all sources every two seconds, stores starts and ends, and notifies dashboards. While the
// store is unreachable it continues in memory and stores the rest later.
import type { LiveEvent, ProblemList, ReportedProblem } from '../../contracts/index.ts';
import { maxListedProblems } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { HealthStore } from './health-store.ts';
import { messageOf } from '../../host/error-message.ts';
import { isStarting } from './is-starting.ts';
import { storeFaultOf } from '../store-fault.ts';
import {
  registryOf,
  emptyRegistry,
  turnPage,
  type Finding,
  type ProblemEntry,
} from './problem-registry.ts';
import type { EdgeReports } from './edge-reports.ts';

/** A source of problems. */
export type ProblemSource = () => Finding[] | Promise<Finding[]>;

export interface ProblemServiceOptions {
  sources: readonly ProblemSource[];
  reports: EdgeReports;
  store: HealthStore;
  hub: { publish(event: LiveEvent): void };
  clock: Clock;
  log: Log;
}

export interface ProblemService {
  present(): ReportedProblem[];
  list(): Promise<ProblemList>;
  /** One pass of the two-second loop. */
  look(): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
}

const lookEveryMs = 2000;
const maxLookMs = 5000;
const keepReportsEveryMs = 60_000;
/** How long ended problems are listed. */
export const historyMs = 14 * 24 * 3600 * 1000;
const pruneEveryMs = 3600_000;
/** What waits in memory for the store. */
const maxUnwritten = 5000;

export function createProblemService(options: ProblemServiceOptions): ProblemService {
  const service = new Service(options);
  const { clock, store } = options;
  return {
    present: () => service.present(),
    list: async () => ({ present: service.present(), past: await store.past(maxListedProblems) }),
    look: () => service.look(),
    run: async (signal) => {
      while (!signal.aborted) {
        // A store that hangs must not delay the problem list.
        await Promise.race([service.look(), clock.wait(maxLookMs, signal)]);
        await clock.wait(lookEveryMs, signal);
      }
    },
  };
}

class Service {
  readonly #options: ProblemServiceOptions;
  readonly #startedAt: number;
  #registry = emptyRegistry;
  #isRecalled = false;
  #isAskingStore = false;
  #unwritten: ProblemEntry[] = [];
  #told = '[]';
  #lastTrouble = '';
  #reportsKeptAt = -Infinity;
  #prunedAt = -Infinity;

  constructor(options: ProblemServiceOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  present(): ReportedProblem[] {
    return [...this.#registry.present.values()].slice(0, maxListedProblems);
  }

  async look(): Promise<void> {
    const { clock } = this.#options;
    await this.#tryStore(() => this.#recall());
    const { findings, isWhole } = await this.#ask();
    const at = clock.now();
    const mayEnd = isWhole && !isStarting(this.#startedAt, at);
    const { registry, changed } = turnPage(this.#registry, findings, { at, mayEnd });
    this.#registry = registry;
    this.#unwritten = [...this.#unwritten, ...changed].slice(-maxUnwritten);
    this.#tell();
    await this.#tryStore(() => this.#writeDown());
  }

  /** Once, as soon as the store answers. */
  async #recall(): Promise<void> {
    if (this.#isRecalled) return;
    const { store, reports, clock } = this.#options;
    const entries = await store.openEntries();
    const kept = await store.reports();
    reports.recall(kept);
    const earlier = registryOf(entries, clock.now());
    // A problem found before the store answered continues its earlier entry.
    this.#registry = {
      present: new Map([...this.#registry.present, ...earlier.present]),
      fading: new Map([...this.#registry.fading, ...earlier.fading]),
    };
    this.#isRecalled = true;
  }

  /** A failing source is logged; its earlier problems still last. */
  async #ask(): Promise<{ findings: Finding[]; isWhole: boolean }> {
    const { sources, log } = this.#options;
    const answers = await Promise.allSettled(sources.map(async (source) => source()));
    const failed = answers.filter((answer) => answer.status === 'rejected');
    for (const { reason } of failed)
      log.warn({ error: messageOf(reason) }, 'a part could not report its problems');
    const findings = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    return { findings, isWhole: failed.length === 0 };
  }

  #tell(): void {
    const present = this.present();
    const text = JSON.stringify(present);
    if (text === this.#told) return;
    this.#told = text;
    this.#options.hub.publish({ type: 'problems', present });
  }

  async #writeDown(): Promise<void> {
    const { store, reports, clock } = this.#options;
    const now = clock.now();
    const entries = this.#unwritten.splice(0);
    try {
      if (entries.length > 0) await store.keepEntries(entries);
    } catch (error) {
      // A value that no database accepts would block all others for ever.
      if (storeFaultOf(error) === 'unavailable') this.#unwritten = [...entries, ...this.#unwritten];
      throw error;
    }
    if (entries.length > 0 || now - this.#reportsKeptAt >= keepReportsEveryMs) {
      await store.keepReports(reports.all());
      this.#reportsKeptAt = now;
    }
    if (now - this.#prunedAt < pruneEveryMs) return;
    await store.prune(now - historyMs);
    this.#prunedAt = now;
  }

  /** One query at a time: more would not help while the store hangs. */
  async #tryStore(work: () => Promise<void>): Promise<void> {
    if (this.#isAskingStore) return;
    this.#isAskingStore = true;
    try {
      await work();
      this.#lastTrouble = '';
    } catch (error) {
      const message = messageOf(error);
      if (message !== this.#lastTrouble)
        this.#options.log.warn({ error: message }, 'the list of problems could not be saved');
      this.#lastTrouble = message;
    } finally {
      this.#isAskingStore = false;
    }
  }
}
