// Loads a time span of the observation log into the replay worker: asks for the available spans, fetches missing parts, oldest
// first, and reports progress after each.
import type { Failure } from '../../api/answer.ts';
import type { CameraCalls, TimeSpan } from '../../api/camera-calls.ts';
import { planParts, type LogPart } from './log-parts.ts';
import type { LoadedPart } from './message.ts';
import type { ReplayWorker } from './replay-worker.ts';

export type LogStep =
  | { type: 'progress'; done: number; total: number }
  | { type: 'failed'; failure: Failure }
  | { type: 'ready'; log: LoadedLog };

/** A completely loaded log. Without parts there is no log of this span. */
export interface LoadedLog {
  span: TimeSpan;
  parts: readonly string[];
  loaded: readonly LoadedPart[];
}

export interface LoadLogOptions {
  client: Pick<CameraCalls, 'listStretches' | 'getObservations'>;
  worker: Pick<ReplayWorker, 'load' | 'partOf'>;
  cameraId: string;
  span: TimeSpan;
  onStep: (step: LogStep) => void;
}

/** Nothing is reported after the signal has aborted. */
export async function loadLog(options: LoadLogOptions, signal: AbortSignal): Promise<void> {
  const { client, cameraId, span, onStep } = options;
  const answer = await client.listStretches(cameraId, signal);
  if (signal.aborted || answer.status === 'aborted') return;
  if (answer.status === 'error') {
    onStep({ type: 'failed', failure: answer });
    return;
  }
  const parts = planParts(answer.value.stretches, span);
  const failure = await loadParts(options, parts, signal);
  if (isAborted(signal)) return;
  if (failure) onStep({ type: 'failed', failure });
  else onStep({ type: 'ready', log: describe(options, parts) });
}

/** The next part is fetched while one is decoded. */
async function loadParts(
  { client, worker, cameraId, onStep }: LoadLogOptions,
  parts: readonly LogPart[],
  signal: AbortSignal,
): Promise<Failure | null> {
  const missing = parts.filter(({ key }) => !worker.partOf(key));
  const decoding: Promise<LoadedPart>[] = [];
  for (const [done, { key, ...span }] of missing.entries()) {
    onStep({ type: 'progress', done, total: missing.length });
    const answer = await client.getObservations(cameraId, span, signal);
    if (answer.status === 'aborted' || signal.aborted) return null;
    if (answer.status === 'error') return answer;
    decoding.push(worker.load(key, span, answer.value));
  }
  await Promise.all(decoding);
  return null;
}

function describe({ worker, span }: LoadLogOptions, parts: readonly LogPart[]): LoadedLog {
  return {
    span,
    parts: parts.map(({ key }) => key),
    loaded: parts.flatMap(({ key }) => worker.partOf(key) ?? []),
  };
}

/** The signal may have aborted during the wait, which the type checker cannot know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
