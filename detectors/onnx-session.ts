// One loaded ONNX model, shared by all cameras: one run at a time, in turns. Takes the file; returns the declared inputs and
// outputs, and a run function. A run occupies the calling thread.
import { createSession, type ExecutionProvider, type ProviderInUse } from './execution-provider.ts';
import type { InferenceSession, Tensor } from './onnx-runtime.ts';
import { ModelError } from '../models/index.ts';
import { createFairQueue } from './fair-queue.ts';

export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  /** A dimension that is known only at run time has a name, or none. */
  readonly shape: readonly (number | string)[];
}
export type Tensors = Readonly<Record<string, Tensor>>;

export interface OnnxSession {
  readonly provider: ProviderInUse;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** @param source the source whose turn it uses, such as a camera's id */
  run(feeds: Tensors, source: string): Promise<Tensors>;
  /** Waits for the running jobs. */
  close(): Promise<void>;
}

export async function createOnnxSession(options: {
  file: string;
  /** Threads of one run; 1 serves several cameras best. */
  threads?: number;
  /** `cpu` when absent; the CPU also replaces a provider that does not work. */
  provider?: ExecutionProvider;
}): Promise<OnnxSession> {
  const { session, provider } = await load(options);
  const queue = createFairQueue();
  return {
    provider,
    inputs: session.inputMetadata.map(toTensorInfo),
    outputs: session.outputMetadata.map(toTensorInfo),
    run: (feeds, source) => queue.run(source, () => runOnce(session, feeds)),
    close: async () => {
      await queue.idle();
      await session.release();
    },
  };
}

async function load({
  file,
  threads = 1,
  provider = 'cpu',
}: {
  file: string;
  threads?: number;
  provider?: ExecutionProvider;
}): Promise<{ session: InferenceSession; provider: ProviderInUse }> {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  };
  try {
    return await createSession(file, options, provider);
  } catch (error) {
    throw new ModelError('damaged', `${file}: expected an ONNX model, got ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function runOnce(session: InferenceSession, feeds: Tensors): Promise<Tensors> {
  return session.run(feeds);
}

function toTensorInfo(metadata: InferenceSession.ValueMetadata): TensorInfo {
  return metadata.isTensor
    ? { name: metadata.name, type: metadata.type, shape: metadata.shape }
    : { name: metadata.name, type: 'no tensor', shape: [] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
