// Which execution provider is used when the requested one works, is unknown, or fails, and when the model itself fails.
import { describe, expect, test } from 'vitest';
import { createSession, type ProviderParts } from './execution-provider.ts';
import type { InferenceSession } from './onnx-runtime.ts';

const session = { inputNames: [] } as unknown as InferenceSession;

/** A runtime that knows `known` and fails for `broken`; records the requests. */
function runtime(known: string[], broken: string[] = []) {
  const tries: string[][] = [];
  const parts: ProviderParts = {
    known,
    create: (_file, { executionProviders = [] }) => {
      const names = executionProviders.map(String);
      tries.push(names);
      const fault = names.find((name) => broken.includes(name));
      return fault === undefined
        ? Promise.resolve(session)
        : Promise.reject(new Error(`${fault} has no driver\nat provider.cc:1988`));
    },
  };
  return { parts, tries };
}

describe('the execution provider', () => {
  test('is the CPU alone when that is requested', async () => {
    const { parts, tries } = runtime(['cpu', 'cuda']);
    const { provider } = await createSession('m.onnx', {}, 'cpu', parts);
    expect(provider).toEqual({ asked: 'cpu', used: 'cpu', reason: null });
    expect(tries).toEqual([['cpu']]);
  });

  test('is the requested one, with the CPU for unsupported operations', async () => {
    const { parts, tries } = runtime(['cpu', 'cuda']);
    const { provider } = await createSession('m.onnx', {}, 'cuda', parts);
    expect(provider).toEqual({ asked: 'cuda', used: 'cuda', reason: null });
    expect(tries).toEqual([['cuda', 'cpu']]);
  });

  test('is the CPU, with the reason, when this build does not have it', async () => {
    const { parts, tries } = runtime(['cpu', 'webgpu']);
    const { provider } = await createSession('m.onnx', {}, 'openvino', parts);
    const reason = 'this build of ONNX Runtime has cpu, webgpu';
    expect(provider).toEqual({ asked: 'openvino', used: 'cpu', reason });
    expect(tries).toEqual([['cpu']]);
  });

  test('is the CPU, with the first line of the error, when it cannot start', async () => {
    const { parts, tries } = runtime(['cpu', 'cuda'], ['cuda']);
    const { provider } = await createSession('m.onnx', {}, 'cuda', parts);
    expect(provider).toEqual({ asked: 'cuda', used: 'cpu', reason: 'cuda has no driver' });
    expect(tries).toEqual([['cuda', 'cpu'], ['cpu']]);
  });

  test('does not hide an error of the model itself', async () => {
    const { parts } = runtime(['cpu', 'cuda'], ['cuda', 'cpu']);
    await expect(createSession('m.onnx', {}, 'cuda', parts)).rejects.toThrow('cpu has no driver');
  });

  test('keeps the other options of the session', async () => {
    const seen: InferenceSession.SessionOptions[] = [];
    const create: ProviderParts['create'] = (_file, options) => {
      seen.push(options);
      return Promise.resolve(session);
    };
    await createSession('m.onnx', { intraOpNumThreads: 3 }, 'cuda', { known: ['cuda'], create });
    expect(seen).toEqual([{ intraOpNumThreads: 3, executionProviders: ['cuda', 'cpu'] }]);
  });
});
