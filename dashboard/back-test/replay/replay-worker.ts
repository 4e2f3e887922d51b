// The page's side of the replay worker: sends each part of the log once, requests replays, and passes on the results. It starts
// the worker when it is first needed, and again after a stop.
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { AdviseJob, FromWorker, Job, LoadedPart, ToWorker, WhyJob } from './message.ts';

/** The used part of the browser's Worker. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export type ReplayListener = (
  message: Exclude<FromWorker, { type: 'loaded' | 'advice' | 'why' }>,
) => void;

/** The answer to a request; the message says why there is none. */
export type AdviceAnswer = Pick<Extract<FromWorker, { type: 'advice' }>, 'advice' | 'message'>;
export type WhyAnswer = Pick<Extract<FromWorker, { type: 'why' }>, 'why' | 'message'>;

export interface ReplayWorker {
  /** The content of the part, when it has been decoded. */
  load(key: string, span: TimeSpan, bytes: Uint8Array): Promise<LoadedPart>;
  partOf(key: string): LoadedPart | null;
  run(id: number, job: Job): void;
  advise: (job: AdviseJob) => Promise<AdviceAnswer>;
  why: (job: WhyJob) => Promise<WhyAnswer>;
  listen(listener: ReplayListener): () => void;
  /** Ends the worker and forgets all parts. */
  stop(): void;
}

export function createReplayWorker(start: () => WorkerPort): ReplayWorker {
  const listeners = new Set<ReplayListener>();
  const shelf = createPartShelf();
  const advices = createQuestions<AdviceAnswer>({ advice: null, message: 'stopped' });
  const whys = createQuestions<WhyAnswer>({ why: null, message: 'stopped' });
  let lastId = 0;
  const line = createLine(start, receiver({ shelf, advices, whys, listeners }), () => lastId);
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
    advise: (job) =>
      advices.ask((id) => {
        line.send({ type: 'advise', id, job });
      }),
    why: (job) =>
      whys.ask((id) => {
        line.send({ type: 'why', id, job });
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      line.close();
      shelf.clear();
      advices.giveUp();
      whys.giveUp();
    },
  };
}

interface Receiving {
  shelf: ReturnType<typeof createPartShelf>;
  advices: ReturnType<typeof createQuestions<AdviceAnswer>>;
  whys: ReturnType<typeof createQuestions<WhyAnswer>>;
  listeners: ReadonlySet<ReplayListener>;
}

function receiver({ shelf, advices, whys, listeners }: Receiving) {
  return (message: FromWorker): void => {
    if (message.type === 'loaded') shelf.put(message.key, message.part);
    else if (message.type === 'advice') advices.answer(message.id, message);
    else if (message.type === 'why') whys.answer(message.id, message);
    else for (const listener of listeners) listener(message);
  };
}

/** The connection to a worker that is started with the first message. */
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

/** Pending requests. A stopped worker answers none. */
function createQuestions<Answer>(none: Answer) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  return {
    ask: (send: (id: number) => void) => {
      const id = ++lastId;
      const answer = new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
      });
      send(id);
      return answer;
    },
    answer: (id: number, answer: Answer) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
    giveUp: () => {
      for (const resolve of waiting.values()) resolve(none);
      waiting.clear();
    },
  };
}

/** The decoded parts, and who waits for the others. */
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
