// One loaded ONNX model, shared by all cameras: runs take turns, one at a time. Takes the file; gives what the model
// takes and gives, and a way to run it. A run occupies the thread that it is called on.
import { createSession, type ExecutionProvider, type ProviderInUse } from './execution-provider.ts';
import type { InferenceSession, Tensor } from './onnx-runtime.ts';
import { ModelError } from '../models/index.ts';
import { createFairQueue } from './fair-queue.ts';

export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  /** A dimension that is known only when the model runs has a name, or none. */
  readonly shape: readonly (number | string)[];
}
export type Tensors = Readonly<Record<string, Tensor>>;

export interface OnnxSession {
  readonly provider: ProviderInUse;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** @param source whose turn it takes, such as a camera's id */
  run(feeds: Tensors, source: string): Promise<Tensors>;
  /** Waits for what is running. */
  close(): Promise<void>;
}

export async function createOnnxSession(options: {
  file: string;
  /** Threads of one run; 1 serves several cameras best. */
  threads?: number;
  /** `cpu` when absent; replaced by it where it cannot be used. */
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
    throw new ModelError('damaged', `${file}: expected an ONNX model, came ${messageOf(error)}`, {
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
