// The page's side of the replay worker: hands over parts of the log once, asks for replays, passes on what comes back.
// The worker itself is started when it is first needed, and again after it was stopped.
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { FromWorker, Job, LoadedPart, ToWorker } from './message.ts';

/** What of the browser's Worker is used. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export type ReplayListener = (message: Exclude<FromWorker, { type: 'loaded' }>) => void;

export interface ReplayWorker {
  /** What the part holds, when it has been decoded. */
  load(key: string, span: TimeSpan, bytes: Uint8Array): Promise<LoadedPart>;
  partOf(key: string): LoadedPart | null;
  run(id: number, job: Job): void;
  listen(listener: ReplayListener): () => void;
  /** Ends the worker; all parts are forgotten. */
  stop(): void;
}

export function createReplayWorker(start: () => WorkerPort): ReplayWorker {
  const listeners = new Set<ReplayListener>();
  const shelf = createPartShelf();
  let lastId = 0;
  const receive = (message: FromWorker) => {
    if (message.type === 'loaded') shelf.put(message.key, message.part);
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
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      line.close();
      shelf.clear();
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
