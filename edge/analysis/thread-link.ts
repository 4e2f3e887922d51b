// The main thread's end of one analysis thread. Takes requests; returns answers. When the thread dies, all pending requests fail
// and the owner of the link starts another thread.
import { Worker } from 'node:worker_threads';
import type { AskName, Asks, Answer, ThreadSettings } from './messages.ts';

export interface ThreadLink {
  /** @param lent a picture that is transferred and comes back with the answer */
  ask<N extends AskName>(
    name: N,
    ask: Asks[N]['ask'],
    lent?: Uint8Array,
  ): Promise<Asks[N]['answer']>;
  isAlive(): boolean;
  /** Resolves with the reason when the thread has exited or was stopped. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** The thread died and took the transferred picture with it. */
export class ThreadGone extends Error {}

/** The picture could not be analysed and is returned. */
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

/** A memory limit for the thread: a leak kills the thread, not the whole process. */
const maxHeapMb = 1024;

export function startThread(script: URL, settings: ThreadSettings): ThreadLink {
  const worker = new Worker(script, {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
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
