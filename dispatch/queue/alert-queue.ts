// The receiving end of the queue between edge and dispatch: a BullMQ worker that passes each message to `handle` and maps its
// verdict to BullMQ. Redis may be absent at the start, or go and come back, at any time.
import { DelayedError, Queue, UnrecoverableError, type Job, type Worker } from 'bullmq';
import { alertQueueName } from '../../contracts/index.ts';
import { keyPrefixOf, openRedis, type RedisClient } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import type { RedisProblem } from '../../host/redis/redis-fault.ts';
import { watchRedis, type RedisWatch } from '../../host/redis/redis-watch.ts';
import { jobDelayMs, type JobClock } from './job-delay.ts';
import type { Clock } from '../../host/clock.ts';
import { mostTogether, type Ingest } from '../ingest/ingest.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import { AlertWorker } from './alert-worker.ts';
import { closeWorker } from './close-worker.ts';
import { patientRedis } from './patient-redis.ts';

export interface AlertQueueOptions {
  redisUrl: string;
  handle: Ingest;
  clock: JobClock;
  log: Log;
}

export interface AlertQueue {
  state(): { ok: boolean; problem: string | null };
  problems(): RedisProblem[];
  /** Lets alerts that wait for a later time go at once: the clock was set back. */
  takeDelayed(): Promise<void>;
  /** Messages that wait or are in progress; null when Redis does not answer. */
  depth(): Promise<number | null>;
  stop(): Promise<void>;
}

// The job of a dead worker is given to another after at most the sum of these.
const lockMs = 10_000;
const stalledCheckMs = 5000;
const answerWithinMs = 1000;

export function startAlertQueue(options: AlertQueueOptions): AlertQueue {
  const { clock, log } = options;
  const stopping = new AbortController();
  const address = redisAddressOf(options.redisUrl);
  const prefix = keyPrefixOf(address);
  const working = openRedis(address, patientRedis(stopping.signal));
  const client = openRedis(address, { ...patientRedis(stopping.signal), queueCommands: false });
  const worker = startWorker(options, { connection: working, prefix, signal: stopping.signal });
  const queue = new Queue(alertQueueName, { connection: client, prefix });
  const watch = watchRedis({
    client,
    subject: address.shown,
    probeKey: `${prefix}:${alertQueueName}:probe`,
    wait: (ms, signal) => clock.wait(ms, signal),
  });
  noteProblems(log, [worker, queue, working], { client, watch });
  return {
    state: () => stateOf(watch),
    problems: () => watch.problems(),
    depth: () => depthOf(queue, client, clock),
    takeDelayed: () => queue.promoteJobs(),
    stop: async () => {
      stopping.abort();
      watch.stop();
      await closeWorker({ worker, queue, clock });
      for (const one of [client, working]) one.disconnect();
    },
  };
}

function stateOf(watch: RedisWatch): { ok: boolean; problem: string | null } {
  const [first] = watch.problems();
  if (first === undefined) return { ok: true, problem: null };
  return { ok: false, problem: [first.code, ...Object.values(first.values)].join(': ') };
}

interface WorkerParts {
  connection: RedisClient;
  prefix: string;
  signal: AbortSignal;
}

function startWorker(
  { handle, clock }: AlertQueueOptions,
  { connection, prefix, signal }: WorkerParts,
): Worker {
  const process = async (job: Job<unknown>, token?: string) => {
    const verdict = await handle({ jobId: job.id ?? '', data: job.data }, signal);
    switch (verdict.verdict) {
      case 'recorded':
      case 'repeated':
      // It is stored with its reason.
      case 'refused':
        return;
      case 'later':
        // By this machine's clock, as BullMQ measures it.
        await job.moveToDelayed(Date.now() + jobDelayMs(clock, verdict.delayMs), token);
        throw new DelayedError();
      case 'rejected':
        throw new UnrecoverableError(verdict.reason);
    }
  };
  return new AlertWorker(alertQueueName, process, {
    connection,
    prefix,
    // They are recorded together; the events of an incident keep their order.
    concurrency: mostTogether,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    // A job may lose its worker any number of times: it is only picked up again.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    // Kept for a while, so that the queue itself drops a repeat with the same id.
    removeOnComplete: { age: 24 * 3600, count: 10_000 },
    removeOnFail: { age: 30 * 24 * 3600, count: 10_000 },
  });
}

/** Logs each new problem once, and its end. */
function noteProblems(
  log: Log,
  sources: { on(event: 'error', listener: (error: Error) => void): unknown }[],
  { client, watch }: { client: RedisClient; watch: RedisWatch },
): void {
  let last = '';
  const note = (error: Error) => {
    const message = messageOf(error);
    if (message !== last) log.warn({ error: message }, 'the alert queue has a problem');
    last = message;
  };
  for (const source of sources)
    source.on('error', (error) => {
      note(error);
      watch.note(error);
    });
  client.on('error', note);
  client.on('ready', () => {
    log.info({}, 'connected to Redis');
    last = '';
  });
}

async function depthOf(queue: Queue, client: RedisClient, clock: Clock): Promise<number | null> {
  if (client.status !== 'ready') return null;
  const counted = queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized').then(
    (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0),
    () => null,
  );
  return Promise.race([counted, clock.wait(answerWithinMs).then(() => null)]);
}
