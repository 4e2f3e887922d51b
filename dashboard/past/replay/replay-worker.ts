// The page's side of the replay worker: hands over parts of the log once, asks for replays, passes on what comes back.
// The worker itself is started when it is first needed, and again after it was stopped.
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { AdviseJob, FromWorker, Job, LoadedPart, ToWorker } from './message.ts';

/** What of the browser's Worker is used. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export type ReplayListener = (message: Exclude<FromWorker, { type: 'loaded' | 'advice' }>) => void;

/** What came of a question for advice; the message says why there is none. */
export type AdviceAnswer = Pick<Extract<FromWorker, { type: 'advice' }>, 'advice' | 'message'>;

export interface ReplayWorker {
  /** What the part holds, when it has been decoded. */
  load(key: string, span: TimeSpan, bytes: Uint8Array): Promise<LoadedPart>;
  partOf(key: string): LoadedPart | null;
  run(id: number, job: Job): void;
  advise: (job: AdviseJob) => Promise<AdviceAnswer>;
  listen(listener: ReplayListener): () => void;
  /** Ends the worker; all parts are forgotten. */
  stop(): void;
}

export function createReplayWorker(start: () => WorkerPort): ReplayWorker {
  const listeners = new Set<ReplayListener>();
  const shelf = createPartShelf();
  const asked = createAdviceService();
  let lastId = 0;
  const receive = (message: FromWorker) => {
    if (message.type === 'loaded') shelf.put(message.key, message.part);
    else if (message.type === 'advice') asked.answer(message);
    else for (const listener of listeners) listener(message);
  };
  const line = createLine(start, receive, () => lastId);
  return {
    partOf: shelf.get,
    load: (key, span, bytes) => {
      line.send({ type: 'load', key, span, bytes });
      return shelf.wait(key);
    },
    run: (id, job) => {
      lastId = id;
      line.send({ type: 'run', id, job });
    },
    advise: (job) => {
      const { id, answer } = asked.add();
      line.send({ type: 'advise', id, job });
      return answer;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      line.close();
      shelf.clear();
      asked.giveUp();
    },
  };
}

/** The line to a worker that is started when something is to be said to it. */
function createLine(
  start: () => WorkerPort,
  receive: (message: FromWorker) => void,
  lastId: () => number,
) {
  let port: WorkerPort | null = null;
  const connect = () => {
    const opened = start();
    opened.onmessage = ({ data }) => {
      receive(data);
    };
    opened.onerror = ({ message }) => {
      receive({ type: 'failed', id: lastId(), message });
    };
    return opened;
  };
  return {
    send: (message: ToWorker) => {
      port ??= connect();
      port.postMessage(message);
    },
    close: () => {
      port?.terminate();
      port = null;
    },
  };
}

/** Who waits for advice. A worker that is stopped gives none. */
function createAdviceService() {
  const waiting = new Map<number, (answer: AdviceAnswer) => void>();
  let lastId = 0;
  return {
    add: () => {
      const id = ++lastId;
      const answer = new Promise<AdviceAnswer>((resolve) => {
        waiting.set(id, resolve);
      });
      return { id, answer };
    },
    answer: ({ id, advice, message }: Extract<FromWorker, { type: 'advice' }>) => {
      waiting.get(id)?.({ advice, message });
      waiting.delete(id);
    },
    giveUp: () => {
      for (const resolve of waiting.values()) resolve({ advice: null, message: 'stopped' });
      waiting.clear();
    },
  };
}

/** What the worker has decoded, and who waits for what it has not. */
function createPartShelf() {
  const parts = new Map<string, LoadedPart>();
  const waiting = new Map<string, (part: LoadedPart) => void>();
  return {
    get: (key: string) => parts.get(key) ?? null,
    put: (key: string, part: LoadedPart) => {
      parts.set(key, part);
      waiting.get(key)?.(part);
      waiting.delete(key);
    },
    wait: (key: string) =>
      new Promise<LoadedPart>((resolve) => {
        waiting.set(key, resolve);
      }),
    clear: () => {
      parts.clear();
      waiting.clear();
    },
  };
}
