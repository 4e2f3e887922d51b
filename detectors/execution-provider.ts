// Chooses where a model runs: the CPU, or an execution provider of ONNX Runtime. Takes the requested provider; returns a session
// and the provider it uses. If a provider does not work, the CPU is used and the reason is returned. Names:
// https://onnxruntime.ai/docs/execution-providers/
import { InferenceSession, listSupportedBackends } from './onnx-runtime.ts';

export const executionProviders = ['cpu', 'cuda', 'tensorrt', 'openvino', 'webgpu'] as const;
export type ExecutionProvider = (typeof executionProviders)[number];

export interface ProviderInUse {
  readonly asked: ExecutionProvider;
  readonly used: ExecutionProvider;
  /** Why `used` is not `asked`; null when it is. */
  readonly reason: string | null;
}

export interface ProviderParts {
  /** The providers that this build of ONNX Runtime knows. */
  known: readonly string[];
  create: (file: string, options: InferenceSession.SessionOptions) => Promise<InferenceSession>;
}

/** @throws the error of ONNX Runtime, when the CPU cannot run the file either */
export async function createSession(
  file: string,
  options: InferenceSession.SessionOptions,
  asked: ExecutionProvider,
  parts: ProviderParts = onnxRuntimeParts(),
): Promise<{ session: InferenceSession; provider: ProviderInUse }> {
  const onCpu = () => parts.create(file, { ...options, executionProviders: ['cpu'] });
  if (asked === 'cpu') {
    return { session: await onCpu(), provider: { asked, used: 'cpu', reason: null } };
  }
  const started = await startOn(file, options, asked, parts);
  if ('session' in started) return started;
  const session = await onCpu();
  return { session, provider: { asked, used: 'cpu', reason: started.reason } };
}

async function startOn(
  file: string,
  options: InferenceSession.SessionOptions,
  asked: ExecutionProvider,
  { known, create }: ProviderParts,
): Promise<{ session: InferenceSession; provider: ProviderInUse } | { reason: string }> {
  if (!known.includes(asked)) {
    return { reason: `this build of ONNX Runtime has ${known.join(', ')}` };
  }
  try {
    // Operations that the provider does not support run on the CPU.
    const session = await create(file, { ...options, executionProviders: [asked, 'cpu'] });
    return { session, provider: { asked, used: asked, reason: null } };
  } catch (error) {
    return { reason: firstLine(error) };
  }
}

function onnxRuntimeParts(): ProviderParts {
  return {
    known: listSupportedBackends().map(({ name }) => name),
    create: (file, options) => InferenceSession.create(file, options),
  };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
