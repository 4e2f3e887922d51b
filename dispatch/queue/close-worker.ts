// Ends a BullMQ worker within some seconds, whether Redis is reachable, has become unreachable or never was reachable. Takes the
// worker, its queue and the clock. It waits for jobs in progress only for a time: a close that waits for them never ends without
// Redis, and its timers would keep the process alive. What was not finished is offered again when the worker's lock is over.
import type { Queue, Worker } from 'bullmq';
import type { Clock } from '../../host/clock.ts';

export interface Closing {
  worker: Pick<Worker, 'pause' | 'close' | 'disconnect'>;
  queue: Pick<Queue, 'close' | 'disconnect'>;
  clock: Clock;
}

const finishWithinMs = 5000;
const closeWithinMs = 1000;

export async function closeWorker({ worker, queue, clock }: Closing): Promise<void> {
  // Takes no new jobs and waits for those in progress.
  await within(finishWithinMs, clock, worker.pause());
  // By force it does not wait, and ends its timers.
  await within(closeWithinMs, clock, Promise.allSettled([worker.close(true), queue.close()]));
  await within(closeWithinMs, clock, Promise.allSettled([worker.disconnect(), queue.disconnect()]));
}

async function within(ms: number, clock: Clock, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const done = work.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([done, clock.wait(ms, timer.signal)]);
  timer.abort();
}
