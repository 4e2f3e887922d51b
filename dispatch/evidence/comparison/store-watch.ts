// Compares the tables with the custody log once a day, and whenever somebody asks. Takes the store and the files of the log; gives the last result,
// and a problem for the health page while something differs.
import type { HealthProblem } from '../../../contracts/index.ts';
import type { Clock } from '../../../host/clock.ts';
import { tileWidth } from '../../../evidence/tiles.ts';
import { messageOf } from '../../../host/error-message.ts';
import type { Log } from '../../log.ts';
import type { CustodyFiles } from '../custody-files.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { compareWithLog, type ComparedTables } from './compare-with-log.ts';
import { comparisonLines, comparisonSummary } from './comparison-lines.ts';

export interface StoreWatch {
  /** One at a time: whoever asks meanwhile gets the same result. */
  look(): Promise<StoreLook>;
  problems(): HealthProblem[];
  run(signal: AbortSignal): Promise<void>;
}

export interface StoreLook {
  at: number;
  lines: string[];
  summary: string;
}

export interface StoreWatchOptions {
  tables: ComparedTables;
  files: Pick<CustodyFiles, 'checkpoint' | 'entries'>;
  evidence: Pick<EvidenceStore, 'isOnDisk'>;
  clock: Clock;
  log: Log;
}

const firstAfterMs = 600_000;
const everyMs = 24 * 3_600_000;
/** Alerts and people come first. */
const restMs = 20;
const pageSize = tileWidth;

export function createStoreWatch(options: StoreWatchOptions): StoreWatch {
  const { clock, log } = options;
  let running: Promise<StoreLook> | null = null;
  let last: StoreLook | null = null;
  let since: number | null = null;
  const look = () => {
    running ??= compare(options)
      .then((found) => {
        since = found.lines.length === 0 ? null : (since ?? found.at);
        last = found;
        return found;
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
  return {
    look,
    problems: () => (last === null || since === null ? [] : [problemOf(last, since)]),
    run: async (signal) => {
      await clock.wait(firstAfterMs, signal);
      while (!signal.aborted) {
        await look().catch((error: unknown) => {
          log.warn({ error: messageOf(error) }, 'the store could not be compared with the log');
        });
        await clock.wait(everyMs, signal);
      }
    },
  };
}

async function compare({ tables, files, evidence, clock }: StoreWatchOptions): Promise<StoreLook> {
  const at = clock.now();
  const size = (await files.checkpoint())?.size ?? 0;
  // The log may fill the tile while it is read: the second time it is whole.
  const entries = (from: number, to: number) =>
    entriesIn(files, from, to).catch(() => entriesIn(files, from, to));
  const comparison = await compareWithLog({ size, entries }, tables, {
    pageSize,
    rest: () => clock.wait(restMs),
    // To read every file each day takes too long: whoever opens one is told if it was changed.
    stateOf: async (key) => ((await evidence.isOnDisk(key)) === false ? 'missing' : null),
  });
  return { at, lines: comparisonLines(comparison), summary: comparisonSummary(comparison) };
}

/** The files hold whole tiles, and one part of a tile that ends where the log ends now. */
async function entriesIn(
  files: StoreWatchOptions['files'],
  from: number,
  to: number,
): Promise<string[]> {
  const first = from - (from % tileWidth);
  const size = (await files.checkpoint())?.size ?? to;
  const last = Math.min(Math.ceil(to / tileWidth) * tileWidth, size);
  return (await files.entries(first, last)).slice(from - first, to - first);
}

const whereToSeeAll = {
  command: 'fencewatch custody compare',
  address: '/api/custody/comparison',
};

function problemOf({ lines }: StoreLook, since: number): HealthProblem {
  const values = { count: lines.length, first: (lines[0] ?? '').slice(0, 500), ...whereToSeeAll };
  return { code: 'store-differs-from-log', subject: 'custody-log', since, values };
}
