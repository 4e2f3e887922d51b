// One analysis thread, seen from the main thread. Takes what is asked of it; gives its answers. When the thread dies, all that waits
// for an answer fails, and whoever holds the link starts another.
import { Worker } from 'node:worker_threads';
import type { AskName, Asks, Answer, ThreadSettings } from './messages.ts';

export interface ThreadLink {
  /** @param lent a picture that goes over and comes back with the answer */
  ask<N extends AskName>(
    name: N,
    ask: Asks[N]['ask'],
    lent?: Uint8Array,
  ): Promise<Asks[N]['answer']>;
  isAlive(): boolean;
  /** Resolves with the reason when the thread is gone, by itself or because it was stopped. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** The thread is gone, and with it the picture that it was lent. */
export class ThreadGone extends Error {}

/** A picture could not be analysed; here it is back. */
export class AskFailed extends Error {
  readonly rgb: Uint8Array | null;
  constructor(message: string, rgb: Uint8Array | null) {
    super(message);
    this.rgb = rgb;
  }
}

interface Waiting {
  resolve: (answer: Asks[AskName]['answer']) => void;
  reject: (error: Error) => void;
}

/** A thread that needs more is wrong: it dies instead of the whole process. */
const mostHeapMb = 1024;

export function startThread(script: URL, settings: ThreadSettings): ThreadLink {
  const worker = new Worker(script, {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
  });
  const waiting = new Map<number, Waiting>();
  let reason: string | null = null;
  let lastId = 0;
  worker.on('message', (answer: Answer) => {
    settle(waiting, answer);
  });
  worker.on('error', (error) => (reason ??= error.message));
  const ended = new Promise<string>((resolve) => {
    worker.once('exit', (code) => {
      reason ??= `it ended with code ${code}`;
      for (const { reject } of waiting.values()) reject(new ThreadGone(goneText(reason)));
      waiting.clear();
      resolve(reason);
    });
  });
  return {
    ask: (name, ask, lent) =>
      new Promise((resolve, reject) => {
        if (reason !== null) {
          reject(new ThreadGone(goneText(reason)));
          return;
        }
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...ask, id, name }, lent ? [lent.buffer as ArrayBuffer] : []);
      }),
    isAlive: () => reason === null,
    ended,
    stop: async () => {
      reason ??= 'it was stopped';
      await worker.terminate();
    },
  };
}

function goneText(reason: string): string {
  return `the analysis thread has ended: ${reason}`;
}

function settle(waiting: Map<number, Waiting>, answer: Answer): void {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.ok) one?.resolve(answer.answer);
  else one?.reject(new AskFailed(answer.message, answer.rgb ?? null));
}
