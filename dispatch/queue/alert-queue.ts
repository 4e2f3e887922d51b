// The receiving end of the queue between edge and dispatch: a BullMQ worker that hands each message to `handle` and turns
// its verdict into what BullMQ understands. Redis may be absent at the start, or be lost and come back, at any time.
import { DelayedError, Queue, UnrecoverableError, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { alertQueueName } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../supervise.ts';

export interface AlertQueueOptions {
  redisUrl: string;
  handle: Ingest;
  clock: Clock;
  log: Log;
}

export interface AlertQueue {
  state(): { ok: boolean; problem: string | null };
  /** Messages that wait or are being worked on; null when Redis does not answer. */
  depth(): Promise<number | null>;
  stop(): Promise<void>;
}

// The job of a worker that died is given to another one after at most these two together.
const lockMs = 10_000;
const stalledCheckMs = 5000;
const answerWithinMs = 1000;
const stopWithinMs = 5000;

export function startAlertQueue(options: AlertQueueOptions): AlertQueue {
  const stopping = new AbortController();
  const worker = startWorker(options, stopping.signal);
  const watch = new Redis(options.redisUrl, {
    ...patience(stopping.signal),
    enableOfflineQueue: false,
  });
  const queue = new Queue(alertQueueName, { connection: watch });
  const problem = noteProblems(options.log, [worker, queue], watch);
  return {
    state: () =>
      watch.status === 'ready' ? { ok: true, problem: null } : { ok: false, problem: problem() },
    depth: () => depthOf(queue, watch, options.clock),
    stop: async () => {
      stopping.abort();
      await Promise.race([worker.close(), options.clock.sleep(stopWithinMs)]);
      await Promise.race([
        Promise.allSettled([worker.disconnect(), queue.close()]),
        options.clock.sleep(1000),
      ]);
      watch.disconnect();
    },
  };
}

/** Looks again at least every two seconds for as long as dispatch runs; then lets go, so that the process can end. */
function patience(signal: AbortSignal) {
  return {
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => (signal.aborted ? null : Math.min(times * 100, 2000)),
  };
}

function startWorker({ redisUrl, handle, clock }: AlertQueueOptions, signal: AbortSignal): Worker {
  const process = async (job: Job<unknown>, token?: string) => {
    const verdict = await handle({ jobId: job.id ?? '', data: job.data }, signal);
    switch (verdict.verdict) {
      case 'recorded':
      case 'repeated':
        return;
      case 'later':
        await job.moveToDelayed(clock.now() + verdict.delayMs, token);
        throw new DelayedError();
      case 'rejected':
        throw new UnrecoverableError(verdict.reason);
    }
  };
  return new Worker(alertQueueName, process, {
    connection: { url: redisUrl, ...patience(signal) },
    concurrency: 1,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    // A job may lose its worker as often as it likes: each time it is only picked up again.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    // Kept for a while, so that a repeat under the same id is dropped by the queue itself.
    removeOnComplete: { age: 24 * 3600, count: 10_000 },
    removeOnFail: { age: 30 * 24 * 3600, count: 10_000 },
  });
}

/** Logs each new problem once, and the end of it; gives what is wrong at the moment. */
function noteProblems(
  log: Log,
  sources: { on(event: 'error', listener: (error: Error) => void): unknown }[],
  watch: Redis,
): () => string {
  let last = '';
  const note = (error: Error) => {
    const message = messageOf(error);
    if (message !== last) log.warn({ error: message }, 'the alert queue has a problem');
    last = message;
  };
  for (const source of sources) source.on('error', note);
  watch.on('error', note);
  watch.on('ready', () => {
    log.info({}, 'connected to Redis');
    last = '';
  });
  return () => (last === '' ? 'not connected yet' : last);
}

async function depthOf(queue: Queue, watch: Redis, clock: Clock): Promise<number | null> {
  if (watch.status !== 'ready') return null;
  const counted = queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized').then(
    (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0),
    () => null,
  );
  return Promise.race([counted, clock.sleep(answerWithinMs).then(() => null)]);
}
