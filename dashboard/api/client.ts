// The dispatch API as functions. Takes the browser's fetch; every answer is checked with the contract's schema and given
// back as a value. A session that has run out is also reported to whoever listens.
import { z } from 'zod';
import {
  cameraListSchema,
  caseDetailSchema,
  caseListSchema,
  describeFaults,
  faultsOf,
  problemSchema,
  sessionSchema,
  type CameraView,
  type CaseDetail,
  type CaseSummary,
  type Kind,
  type Session,
} from '../../contracts/index.ts';
import { createFailure, failureReasonOf, type Answer, type Failure } from './answer.ts';

export interface CaseQuery {
  kind?: Kind | undefined;
  cameraId?: string | undefined;
  present?: 'true' | 'false' | undefined;
  limit?: number | undefined;
  /** Only cases opened before this, epoch ms. */
  before?: number | undefined;
}
export interface CaseList {
  cases: CaseSummary[];
  presentCount: number;
}

export interface Client {
  getSession(signal?: AbortSignal): Promise<Answer<Session>>;
  logIn(username: string, password: string): Promise<Answer<Session>>;
  logOut(): Promise<Answer<null>>;
  listCases(query: CaseQuery, signal?: AbortSignal): Promise<Answer<CaseList>>;
  getCase(id: string, signal?: AbortSignal): Promise<Answer<CaseDetail>>;
  acknowledge(id: string): Promise<Answer<CaseDetail>>;
  listCameras(signal?: AbortSignal): Promise<Answer<{ cameras: CameraView[] }>>;
}

export interface ClientOptions {
  fetch: typeof fetch;
  /** Called when any call but the log-in itself is refused for want of a session. */
  onSessionEnd: () => void;
}

export function createClient({ fetch, onSessionEnd }: ClientOptions): Client {
  const call = async <T>(request: ApiRequest<T>): Promise<Answer<T>> => {
    const answer = await send(fetch, request);
    if (answer.status === 'error' && answer.reason === 'unauthorised' && !request.isLogIn)
      onSessionEnd();
    return answer;
  };
  const get = <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal) =>
    call({ method: 'GET', path, schema, signal });
  return {
    getSession: (signal) => get('/api/session', sessionSchema, signal),
    logIn: (username, password) =>
      call({
        method: 'POST',
        path: '/api/session',
        body: { username, password },
        schema: sessionSchema,
        isLogIn: true,
      }),
    logOut: () => call({ method: 'DELETE', path: '/api/session', schema: z.null() }),
    listCases: (query, signal) =>
      get(`/api/cases${queryText({ ...query })}`, caseListSchema, signal),
    getCase: (id, signal) => get(`/api/cases/${encodeURIComponent(id)}`, caseDetailSchema, signal),
    acknowledge: (id) =>
      call({
        method: 'POST',
        path: `/api/cases/${encodeURIComponent(id)}/acknowledge`,
        schema: caseDetailSchema,
      }),
    listCameras: (signal) => get('/api/cameras', cameraListSchema, signal),
  };
}

interface ApiRequest<T> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  schema: z.ZodType<T>;
  body?: object;
  signal?: AbortSignal | undefined;
  isLogIn?: boolean;
}

async function send<T>(fetch: ClientOptions['fetch'], request: ApiRequest<T>): Promise<Answer<T>> {
  const { method, path, body, signal = null } = request;
  try {
    const response = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : null,
    });
    const content = await readContent(response);
    return response.ok ? parseAnswer(request, content) : parseRefusal(response.status, content);
  } catch (error) {
    if (signal?.aborted) return { status: 'aborted' };
    return createFailure('network', error instanceof Error ? error.message : String(error));
  }
}

/** The JSON of the body, null when there is none, undefined when it is something else. */
async function readContent(response: Response): Promise<unknown> {
  const text = await response.text();
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
  );
}

function queryText(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
}
