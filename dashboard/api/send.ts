// One request of the API: sends it, validates the answer with the contract's schema, and returns a value whatever happens.
import type { z } from 'zod';
import { describeFaults, faultsOf, problemSchema } from '../../contracts/index.ts';
import { createFailure, failureReasonOf, type Answer, type Failure } from './answer.ts';
import { fetchInTime } from './fetch-in-time.ts';

export interface ApiRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  schema: z.ZodType<T>;
  body?: object;
  /** Sent unchanged instead of a JSON body. */
  file?: Blob;
  /** Makes a repeat of the request harmless. */
  key?: string;
  signal?: AbortSignal | undefined;
  isLogIn?: boolean;
}

/** Sends a request of the API; all calls are built on it. */
export type Call = <T>(request: ApiRequest<T>) => Promise<Answer<T>>;
/** The same for an answer that is bytes, not JSON. */
export type CallForBytes = (path: string, signal?: AbortSignal) => Promise<Answer<Uint8Array>>;

export async function send<T>(
  fetch: typeof globalThis.fetch,
  request: ApiRequest<T>,
): Promise<Answer<T>> {
  const { method, path, body, file, signal = null } = request;
  const outcome = await fetchInTime(fetch, path, {
    method,
    signal,
    credentials: 'same-origin',
    headers: headersOf(request),
    body: file ?? (body ? JSON.stringify(body) : null),
  });
  if (outcome.status !== 'fetched') return outcome;
  const { response, bytes } = outcome.fetched;
  const content = readContent(bytes);
  return response.ok ? parseAnswer(request, content) : parseRefusal(response.status, content);
}

function headersOf<T>({ body, file, key }: ApiRequest<T>): Record<string, string> {
  const type = file ? file.type : body && 'application/json';
  return {
    ...(type ? { 'content-type': type } : {}),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
}

export interface BytesRequest {
  /** Sent as JSON with POST; GET without one. */
  body?: object;
  signal?: AbortSignal | null;
}

export async function sendForBytes(
  fetch: typeof globalThis.fetch,
  path: string,
  { body, signal = null }: BytesRequest = {},
): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  const asked = body && {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const method = body ? 'POST' : 'GET';
  const init = { method, signal, credentials: 'same-origin', ...asked } as const;
  const outcome = await fetchInTime(fetch, path, init);
  if (outcome.status !== 'fetched') return outcome;
  const { response, bytes } = outcome.fetched;
  if (!response.ok) return parseRefusal(response.status, readContent(bytes));
  return { status: 'ok', value: bytes };
}

/** The JSON of the body, null when it is empty, undefined when it is no JSON. */
function readContent(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseAnswer<T>({ method, path, schema }: ApiRequest<T>, content: unknown): Answer<T> {
  const parsed = schema.safeParse(content, { reportInput: true });
  if (parsed.success) return { status: 'ok', value: parsed.data };
  const faults = faultsOf(parsed.error);
  return createFailure('unexpected-answer', `${method} ${path}: ${describeFaults(faults)}`, faults);
}

function parseRefusal(httpStatus: number, content: unknown): Failure {
  const problem = problemSchema.safeParse(content);
  return createFailure(
    failureReasonOf(httpStatus),
    problem.success ? problem.data.message : `HTTP ${httpStatus}`,
    problem.data?.faults,
    problem.data?.error,
  );
}

/** `?name=value…` of the given parameters, empty without any. */
export function queryText(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}
