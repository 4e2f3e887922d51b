// The timers of cases as delayed BullMQ jobs. A job only says "look at this case"; the store knows what is due. So a surplus job
// does no harm, and a lost one is created again from the store, at the start and every minute. Takes the Redis address and the
// work; returns a function that schedules a look.
import { Queue, Worker, type Job } from 'bullmq';
import { keyPrefixOf, openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { jobDelayMs, type JobClock } from '../queue/job-delay.ts';
import type { Log } from '../log.ts';
import { closeWorker } from '../queue/close-worker.ts';
import { patientRedis } from '../queue/patient-redis.ts';
import type { DueCase } from '../store/engine-store.ts';
import { messageOf } from '../../host/error-message.ts';

export const timerQueueName = 'fencewatch-case-timers';

export interface TimerQueueOptions {
  redisUrl: string;
  /** Returns when to look again. */
  look: (caseId: string) => Promise<number | null>;
  /** Cases with a timer due by then. */
  dueUntil: (at: number, limit: number) => Promise<DueCase[]>;
  clock: JobClock;
  log: Log;
}

export interface TimerQueue {
  /** Schedules a look at a case: at once, or at the given time. */
  want: (caseId: string, at?: number) => void;
  /** Schedules looks at many cases, as after a start: timers that are due meanwhile go first. */
  wantAll: (caseIds: readonly string[]) => void;
  stop(): Promise<void>;
}

const sweepEveryMs = 60_000;
/** BullMQ takes jobs with a priority after all jobs without one. */
const afterTimers = 10;
/** Cases due within this time get a job; later ones get theirs in a later sweep. */
const aheadMs = 150_000;
/** A case overdue by this much has lost its job, or Redis is unreachable: it is looked at without a job. */
const overdueMs = 30_000;
const sweepLimit = 20_000;

export function startTimerQueue(options: TimerQueueOptions): TimerQueue {
  const stopping = new AbortController();
  const address = redisAddressOf(options.redisUrl);
  const connection = openRedis(address, patientRedis(stopping.signal));
  const prefix = keyPrefixOf(address);
  const queue = new Queue(timerQueueName, { connection, prefix });
  const want = (caseId: string, at = options.clock.now(), early = 0) => {
    // Later timers get their job in time, since the store has them all.
    if (stopping.signal.aborted || at > options.clock.now() + aheadMs) return;
    addJob(queue, { caseId, at, early }, options);
  };
  const wantAll = (caseIds: readonly string[]) => {
    const at = options.clock.now();
    if (stopping.signal.aborted) return;
    for (const caseId of caseIds) addJob(queue, { caseId, at, early: 0 }, options, afterTimers);
  };
  const run = lookRunner(options, want);
  const worker = new Worker(timerQueueName, (job: Job<JobData>) => run(job.data.caseId, job.data), {
    connection,
    prefix,
    concurrency: 4,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  noteProblems(options.log, [queue, worker, connection]);
  const sweeping = sweep({ ...options, want, run, signal: stopping.signal });
  return {
    want,
    wantAll,
    stop: async () => {
      stopping.abort();
      await sweeping;
      await closeWorker({ worker, queue, clock: options.clock });
      connection.disconnect();
    },
  };
}

interface JobData extends DueCase {
  /** How many jobs for this time have run too early. */
  early: number;
}

/** One case and time is one job: the queue drops a repeat. */
function addJob(
  queue: Queue,
  data: JobData,
  { clock, log }: Pick<TimerQueueOptions, 'clock' | 'log'>,
  priority = 0,
): void {
  const { caseId, at, early } = data;
  const delay = jobDelayMs(clock, at - clock.now());
  const jobId = early === 0 ? `${caseId}@${at}` : `${caseId}@${at}#${early}`;
  queue.add('look', data, { jobId, delay, priority }).catch((error: unknown) => {
    log.warn(
      { caseId, error: messageOf(error) },
      'a timer could not be queued: the next sweep will run it',
    );
  });
}

type Want = (caseId: string, at?: number, early?: number) => void;
type Run = (caseId: string, job?: JobData) => Promise<void>;

function lookRunner({ look, log }: TimerQueueOptions, want: Want): Run {
  return async (caseId, job) => {
    try {
      const nextAt = await look(caseId);
      if (nextAt === null) return;
      // A job that runs before its time, because clocks differ or were set back, still holds its name: the queue would drop a
      // second one.
      want(caseId, nextAt, job !== undefined && nextAt === job.at ? job.early + 1 : 0);
    } catch (error) {
      // The timer stays due in the store, so the next sweep picks it up.
      log.warn({ caseId, error: messageOf(error) }, 'the timers of a case could not be checked');
    }
  };
}

interface Sweep extends TimerQueueOptions {
  want: Want;
  run: Run;
  signal: AbortSignal;
}

async function sweep({ dueUntil, want, run, clock, log, signal }: Sweep): Promise<void> {
  const mayGoOn = (from: number) => !signal.aborted && clock.now() < from + sweepEveryMs;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    try {
      const now = clock.now();
      const due = await dueUntil(now + aheadMs, sweepLimit);
      const isOverdue = ({ at }: DueCase) => !isFirst && at < now - overdueMs;
      for (const one of due) if (!isOverdue(one)) want(one.caseId, one.at);
      // Many overdue ones do not keep the next timers from getting their jobs.
      for (const { caseId } of due.filter(isOverdue)) if (mayGoOn(now)) await run(caseId);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the timers of cases could not be read');
    }
    await clock.wait(sweepEveryMs, signal);
  }
}

function noteProblems(
  log: Log,
  sources: { on(event: 'error', listener: (error: Error) => void): unknown }[],
): void {
  let last = '';
  for (const source of sources)
    source.on('error', (error) => {
      const message = messageOf(error);
      if (message !== last) log.warn({ error: message }, 'the timer queue has a problem');
      last = message;
    });
}
