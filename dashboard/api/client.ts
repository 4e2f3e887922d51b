// The dispatch API as functions. Takes the browser's fetch; every answer is validated with the contract's schema and returned as
// a value. An expired session is also reported to a listener.
import type { z } from 'zod';
import {
  cameraListSchema,
  caseDetailSchema,
  caseListSchema,
  problemListSchema,
  sessionSchema,
  type CameraView,
  type CaseDetail,
  type CaseSummary,
  type Kind,
  type LabelVerdict,
  type ProblemList,
  type Session,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { createCaseCalls, type CaseCalls } from './case-calls.ts';
import { createLaterCalls, type LaterCalls } from './later-calls.ts';
import { createEvidenceCalls, type EvidenceCalls } from './evidence-calls.ts';
import { createReportCalls, type ReportCalls } from './report-calls.ts';
import { orKept, type KeptAnswers } from './kept-answers.ts';
import { createSessionWatch } from './session-watch.ts';
import { queryText, send, sendForBytes, type Call } from './send.ts';

export interface CaseQuery {
  kind?: Kind | undefined;
  cameraId?: string | undefined;
  fenceId?: string | undefined;
  verdict?: LabelVerdict | 'none' | undefined;
  present?: 'true' | 'false' | undefined;
  text?: string | undefined;
  person?: string | undefined;
  states?: string | undefined;
  /** Opened at or after this and before `until`, epoch ms. */
  from?: number | undefined;
  until?: number | undefined;
  limit?: number | undefined;
  /** Only cases opened before this, epoch ms. */
  before?: number | undefined;
}
export interface CaseList {
  cases: CaseSummary[];
  presentCount: number;
}

export interface Client extends ReportCalls, CaseCalls, EvidenceCalls, LaterCalls {
  getSession(signal?: AbortSignal): Promise<Answer<Session>>;
  logIn(username: string, password: string): Promise<Answer<Session>>;
  listCases(query: CaseQuery, signal?: AbortSignal): Promise<Answer<CaseList>>;
  getCase(id: string, signal?: AbortSignal): Promise<Answer<CaseDetail>>;
  listCameras(signal?: AbortSignal): Promise<Answer<{ cameras: CameraView[] }>>;
  listProblems(signal?: AbortSignal): Promise<Answer<ProblemList>>;
}

export interface ClientOptions {
  fetch: typeof fetch;
  /** Called when any call except the log-in is refused because there is no session. */
  onSessionEnd: () => void;
  /** Cached answers on this device, for use offline. */
  kept?: KeptAnswers;
}

export function createClient({ fetch, onSessionEnd, kept }: ClientOptions): Client {
  const { watch, begin } = createSessionWatch(onSessionEnd);
  const call: Call = async (request) => {
    const asked = send(fetch, request);
    if (request.isLogIn) return begin(asked);
    const answer = await watch(asked);
    return kept === undefined ? answer : orKept(kept, request, answer);
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
    listCases: (query, signal) =>
      get(`/api/cases${queryText({ ...query })}`, caseListSchema, signal),
    getCase: (id, signal) => get(`/api/cases/${encodeURIComponent(id)}`, caseDetailSchema, signal),
    listCameras: (signal) => get('/api/cameras', cameraListSchema, signal),
    listProblems: (signal) => get('/api/problems', problemListSchema, signal),
    ...createReportCalls(call),
    ...createCaseCalls(call),
    ...createEvidenceCalls(fetch, watch),
    ...createLaterCalls(call, (path, signal) =>
      watch(sendForBytes(fetch, path, { signal: signal ?? null })),
    ),
  };
}
