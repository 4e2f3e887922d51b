// The pool of analysis threads of a worker. Takes the models and the maximum number of threads; returns detectors. A camera
// always stays on the same thread. Threads start when the first camera needs them.
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import type { Logger } from 'pino';
import type { AnalyzerSeed, ThreadUsage } from './messages.ts';
import type { ExecutionProvider, ProviderInUse } from '../../detectors/execution-provider.ts';
import { ModelError, type ResolvedModel } from '../../models/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { RemoteDetector } from '../pipeline/opened-analyzer.ts';
import { keepThread, type KeptThread } from './kept-thread.ts';
import { createRemoteAnalyzer } from './remote-analyzer.ts';
import { startThread, type ThreadLink } from './thread-link.ts';

export interface AnalysisPool {
  /**
   * @param second gives second opinions; the model itself when absent
   * @throws ModelError when a model cannot be opened
   */
  open(model: ResolvedModel, second?: ResolvedModel): Promise<RemoteDetector>;
  /** The process IDs of all live threads. */
  usage(): Promise<ThreadUsage[]>;
  close(): Promise<void>;
}

export interface AnalysisPoolOptions {
  /** One per processor when absent. */
  threads?: number;
  clock: Clock;
  log: Logger;
  onDeath?: () => void;
  /** The execution device of the models; `cpu` when absent. */
  provider?: ExecutionProvider;
  /** Replaced in tests. */
  start?: () => ThreadLink;
}

export function createAnalysisPool(options: AnalysisPoolOptions): AnalysisPool {
  const threads = createThreads(options);
  const { log } = options;
  return {
    open: async (model, second) => {
      const { input, provider } = await modelOn(threads.first(), model);
      if (second) await modelOn(threads.first(), second);
      if (provider) logProvider(log, model.name, provider);
      return {
        model: { name: model.name, sha256: model.sha256 },
        input,
        detect: () => Promise.reject(new Error('a picture is analysed on the analysis threads')),
        openAnalyzer: ({ cameraId, fences, snapshot }) => {
          const seed: AnalyzerSeed = { fences, snapshot: snapshot ?? null };
          const thread = threads.of(cameraId);
          const onFault = (fault: string) => {
            log.error(
              { cameraId, fault },
              'the saved background model does not match: learning it again',
            );
          };
          return createRemoteAnalyzer({
            cameraId,
            model,
            second: second ?? null,
            seed,
            thread,
            onFault,
          });
        },
        close: () => Promise.resolve(),
      };
    },
    usage: threads.usage,
    close: threads.close,
  };
}

/** Asks the first thread only: all threads run on the same machine. */
function logProvider(log: Logger, model: string, { asked, used, reason }: ProviderInUse): void {
  if (reason === null) log.info({ model, provider: used }, 'the model is loaded');
  else log.warn({ model, asked, provider: used, reason }, 'the model runs on the CPU instead');
}

async function modelOn(thread: KeptThread, model: ResolvedModel) {
  const link = await thread.get();
  try {
    return await link.ask('model', { model });
  } catch (error) {
    throw new ModelError('damaged', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/** Which camera runs on which thread. A new camera goes to the thread with the fewest cameras and stays there. */
function createThreads(options: AnalysisPoolOptions) {
  const { threads: most = availableParallelism() } = options;
  const script = new URL(`./analysis-thread${extname(import.meta.url)}`, import.meta.url);
  const start =
    options.start ?? (() => startThread(script, { provider: options.provider ?? 'cpu' }));
  const threads: { thread: KeptThread; cameras: Set<string> }[] = [];
  const add = () => {
    const name = `analysis ${threads.length + 1}`;
    const added = { thread: keepThread({ ...options, start, name }), cameras: new Set<string>() };
    threads.push(added);
    return added;
  };
  const leastBusy = () => {
    const idlest = threads.toSorted((a, b) => a.cameras.size - b.cameras.size)[0];
    const isFree = idlest !== undefined && idlest.cameras.size === 0;
    return idlest !== undefined && (isFree || threads.length >= most) ? idlest : add();
  };
  return {
    first: () => (threads[0] ?? add()).thread,
    of: (cameraId: string): KeptThread => {
      const one = threads.find(({ cameras }) => cameras.has(cameraId)) ?? leastBusy();
      one.cameras.add(cameraId);
      return one.thread;
    },
    usage: async (): Promise<ThreadUsage[]> => {
      const links = await Promise.all(threads.map(({ thread }) => thread.get()));
      return Promise.all(links.map((link) => link.ask('usage', {})));
    },
    close: async () => {
      await Promise.all(threads.map(({ thread }) => thread.close()));
    },
  };
}
