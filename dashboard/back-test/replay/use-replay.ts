// Replays the last nights of a camera for a draft and its armed fences: loads the log once per time span, and requests a new
// replay shortly after each change.
import { useEffect, useMemo, useReducer, useRef, type Dispatch } from 'react';
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { LoadedLog } from './load-log.ts';
import type { Job } from './message.ts';
import { emptyReplay, reduceReplay, type ReplayAction, type ReplayState } from './replay-state.ts';
import { createReplayWorker, type ReplayWorker, type WorkerPort } from './replay-worker.ts';
import { useLog } from './use-log.ts';

/** What to replay; the log and its span are added. */
export type Question = Omit<Job, 'parts' | 'span'>;

export interface ReplayOptions {
  cameraId: string;
  span: TimeSpan;
  /** Null when there is nothing to replay. */
  question: Question | null;
}

/** A drag changes the draft with every frame: a replay starts when the draft has been unchanged this long. */
const restMs = 150;

export function useReplay(
  options: ReplayOptions,
): ReplayState & Pick<ReplayWorker, 'advise' | 'why'> & { retry: () => void } {
  const { cameraId, span, question } = options;
  const worker = useMemo(() => createReplayWorker(startWorker), []);
  const [state, dispatch] = useReducer(reduceReplay, emptyReplay);
  const retry = useLog({ cameraId, span, worker, dispatch });
  useEffect(
    () => () => {
      worker.stop();
    },
    [worker],
  );
  const log = state.log.status === 'ready' ? state.log.log : null;
  useQuestion({ worker, dispatch, log, text: question && JSON.stringify(question) });
  return { ...state, retry, advise: worker.advise, why: worker.why };
}

interface Asking {
  worker: ReplayWorker;
  dispatch: Dispatch<ReplayAction>;
  log: LoadedLog | null;
  /** The question as JSON, so that equal questions are recognised. */
  text: string | null;
}

function useQuestion({ worker, dispatch, log, text }: Asking): void {
  const lastId = useRef(0);
  useEffect(() => {
    if (text === null || !log || log.parts.length === 0) return;
    const job: Job = { ...(JSON.parse(text) as Question), parts: log.parts, span: log.span };
    const id = ++lastId.current;
    const stopListening = worker.listen((message) => {
      dispatch({ type: 'said', message, job });
    });
    const ask = () => {
      dispatch({ type: 'asked', id });
      worker.run(id, job);
    };
    const timer = setTimeout(ask, id === 1 ? 0 : restMs);
    return () => {
      clearTimeout(timer);
      stopListening();
    };
  }, [worker, dispatch, text, log]);
}

function startWorker(): WorkerPort {
  return new Worker(new URL('./back-test-worker.ts', import.meta.url), { type: 'module' });
}
