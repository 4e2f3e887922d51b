// The health of the parts that dispatch depends on, and the list of problems of these parts, cameras and edges. Takes the store
// and the parts that start later; a part that has not started yet counts as starting.
import type { Health, HealthProblem } from '../contracts/index.ts';
import type { CameraBook } from './cameras/camera-book.ts';
import type { CameraWall } from './cameras/camera-wall.ts';
import type { Clock } from '../host/clock.ts';
import type { Deliverer } from './delivery/deliverer.ts';
import type { CustodyWriter } from './evidence/custody-writer.ts';
import type { StoreWatch } from './evidence/comparison/store-watch.ts';
import type { EdgeKeys } from './evidence/edge-keys.ts';
import type { ReportPrinter } from './evidence/report/report-printer.ts';
import type { TimeStamps } from './evidence/time-stamps/time-stamps.ts';
import type { LiveHub } from './live/live-hub.ts';
import { openProblems, type Problems, type ProblemsOptions } from './problems/open-problems.ts';
import type { AlertQueue } from './queue/alert-queue.ts';
import { readRestoredNote, restoredProblems } from './store/restored-note.ts';
import type { Store } from './store/store.ts';
import { messageOf } from '../host/error-message.ts';

export interface HealthParts {
  store: Pick<Store, 'ping'>;
  clock: Clock;
  /** Started after the HTTP server, because they need its address. */
  late: {
    queue?: Pick<AlertQueue, 'state' | 'problems'>;
    deliverer?: Pick<Deliverer, 'state' | 'refusedTopics'>;
    shiftProblems?: () => HealthProblem[];
  };
}

/** A store that hangs counts as unreachable. */
const answerWithinMs = 3000;

export async function healthOf({ store, late, clock }: HealthParts): Promise<Health> {
  const starting = { ok: false, problem: 'starting' };
  const kept = await answerOf(store, clock);
  const redis = late.queue?.state() ?? starting;
  const mqtt = late.deliverer?.state() ?? starting;
  return { ok: kept.ok && redis.ok && mqtt.ok, store: kept, redis, mqtt };
}

async function answerOf({ ping }: Pick<Store, 'ping'>, clock: Clock): Promise<Health['store']> {
  const answered = new AbortController();
  const late = clock.wait(answerWithinMs, answered.signal).then(() => 'it does not answer');
  const failed = ping().then(() => null, messageOf);
  const problem = await Promise.race([failed, late]);
  answered.abort();
  return { ok: problem === null, problem };
}

interface Options extends Pick<ProblemsOptions, 'site' | 'clock' | 'log'> {
  redisUrl: string;
  databaseUrl?: string | undefined;
  dataDir: string;
}

export function problemsOf(
  options: Options,
  parts: {
    /** All cameras, also those of the dashboard. */
    book: Pick<CameraBook, 'cameras'>;
    wall: CameraWall;
    hub: LiveHub;
    mqttUrl: string;
    store: Store;
    edgeKeys: EdgeKeys;
    custodyWriter: Pick<CustodyWriter, 'problems'>;
    timeStamps: Pick<TimeStamps, 'problems'> | null;
    storeWatch: Pick<StoreWatch, 'problems'>;
    reportPrinter: Pick<ReportPrinter, 'problems'>;
  } & Pick<HealthParts, 'late'>,
): Problems {
  const { redisUrl, databaseUrl, dataDir } = options;
  return openProblems({
    ...options,
    site: parts.book,
    wall: parts.wall,
    hub: parts.hub,
    store: parts.store.health,
    restoreProblems: restoreOf(options),
    evidenceProblems: async () => [
      ...parts.custodyWriter.problems(),
      ...parts.storeWatch.problems(),
      ...(parts.timeStamps?.problems() ?? []),
      ...(await parts.edgeKeys.problems()),
      ...(await parts.reportPrinter.problems()),
    ],
    refusedTopics: () => parts.late.deliverer?.refusedTopics() ?? [],
    shiftProblems: () => parts.late.shiftProblems?.() ?? [],
    redisProblems: () => parts.late.queue?.problems() ?? [],
    health: () => healthOf({ ...parts, clock: options.clock }),
    places: { redisUrl, mqttUrl: parts.mqttUrl, databaseUrl: databaseUrl ?? null, dataDir },
  });
}

/** A restore happens while dispatch is stopped, so one read is enough. */
function restoreOf({ databaseUrl, dataDir, clock }: Options) {
  const note = databaseUrl === undefined ? readRestoredNote(dataDir) : Promise.resolve(null);
  return async () => restoredProblems(await note, dataDir, clock.now());
}
