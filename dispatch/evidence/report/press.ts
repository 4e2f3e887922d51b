// Manages the thread that prints reports. It is started for the first report, kept for a while because starting takes longer than
// printing, and killed when a report takes too long. Takes orders, one at a time; returns the bytes.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PdfAnswer } from './pdf-thread.ts';
import type { PdfOrder } from './print-pdf.ts';

export type Press = (order: PdfOrder) => Promise<Uint8Array>;

export class TookTooLong extends Error {}

export interface PressOptions {
  /** Replaced in tests. */
  script?: URL;
  withinMs?: number;
  /** How long it is kept without an order. */
  keptMs?: number;
}

const usualWithinMs = 60_000;
const usualKeptMs = 20_000;
const mostHeapMb = 512;

export function createPress({
  script = threadFile(),
  withinMs = usualWithinMs,
  keptMs = usualKeptMs,
}: PressOptions = {}): Press {
  let idle: { worker: Worker; end: NodeJS.Timeout } | null = null;
  const take = (): Worker => {
    if (idle === null) return startWorker(script);
    const { worker, end } = idle;
    clearTimeout(end);
    idle = null;
    worker.ref();
    return worker;
  };
  const keep = (worker: Worker) => {
    // An idle thread does not keep the process alive.
    worker.unref();
    const end = setTimeout(() => {
      idle = null;
      void worker.terminate();
    }, keptMs);
    end.unref();
    idle = { worker, end };
    worker.once('exit', () => {
      if (idle?.worker === worker) idle = null;
    });
  };
  return async (order) => {
    const worker = take();
    const pdf = await printIn(worker, order, withinMs).catch((error: unknown) => {
      void worker.terminate();
      throw error;
    });
    keep(worker);
    return pdf;
  };
}

function startWorker(script: URL): Worker {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } });
  // The waiting caller reports it; without a listener it would end the process.
  worker.on('error', () => undefined);
  return worker;
}

/** @throws TookTooLong */
function printIn(worker: Worker, order: PdfOrder, withinMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: PdfAnswer) => {
      settle(() => {
        if (answer.ok) resolve(answer.pdf);
        else reject(new Error(answer.message));
      });
    };
    const onError = (error: Error) => {
      settle(() => {
        reject(error);
      });
    };
    const onExit = (code: number) => {
      onError(new Error(`the thread ended with code ${code}`));
    };
    const late = setTimeout(() => {
      onError(new TookTooLong(`it took longer than ${withinMs / 1000} s`));
    }, withinMs);
    const settle = (done: () => void) => {
      clearTimeout(late);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      done();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(order);
  });
}

function threadFile(): URL {
  return new URL(`./pdf-thread${extname(import.meta.url)}`, import.meta.url);
}
