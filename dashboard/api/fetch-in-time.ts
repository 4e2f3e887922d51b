// A request with a limit on standing still: it is aborted when nothing arrives for a while. Progress counts, not the total time,
// so a slow download continues.
import { createFailure, type Failure } from './answer.ts';
import { ownAddress } from './own-address.ts';

export interface Fetched {
  response: Response;
  /** The whole body. */
  bytes: Uint8Array<ArrayBuffer>;
}
export type FetchOutcome =
  { status: 'fetched'; fetched: Fetched } | { status: 'aborted' } | Failure;

/** The limit on standing still. */
export const patienceMs = 15_000;

export async function fetchInTime(
  fetch: typeof globalThis.fetch,
  path: string,
  init: Omit<RequestInit, 'signal'> & { signal: AbortSignal | null },
): Promise<FetchOutcome> {
  const { signal } = init;
  const silence = new AbortController();
  const watch = createPatience(silence);
  const either = signal === null ? silence.signal : AbortSignal.any([signal, silence.signal]);
  try {
    const response = await fetch(ownAddress(path), { ...init, signal: either });
    const bytes = await readAll(response, watch.progress);
    return { status: 'fetched', fetched: { response, bytes } };
  } catch (error) {
    if (signal?.aborted) return { status: 'aborted' };
    if (silence.signal.aborted)
      return createFailure('timed-out', `nothing came for ${patienceMs / 1000} s`);
    return createFailure('network', error instanceof Error ? error.message : String(error));
  } finally {
    watch.end();
  }
}

function createPatience(silence: AbortController) {
  const start = () =>
    setTimeout(() => {
      silence.abort();
    }, patienceMs);
  let timer = start();
  return {
    progress: () => {
      clearTimeout(timer);
      timer = start();
    },
    end: () => {
      clearTimeout(timer);
    },
  };
}

async function readAll(
  { body }: Response,
  onProgress: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  onProgress();
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) break;
    onProgress();
    chunks.push(part.value);
  }
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
