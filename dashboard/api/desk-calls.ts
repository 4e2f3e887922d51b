// The calls of the duty desk: all open cases page by page, mutes, who is on duty, and the roster.
import {
  caseListSchema,
  dutyListSchema,
  dutyVersionSchema,
  muteSchema,
  type DutyVersion,
  type ListedCase,
  type Mute,
  type NewMute,
} from '../../contracts/index.ts';
import type { z } from 'zod';
import type { Answer } from './answer.ts';
import { queryText, type Call } from './send.ts';

export type DutyNow = z.infer<typeof dutyListSchema>;

export interface OpenPage {
  cases: ListedCase[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export interface DeskCalls {
  /** Open cases with their deadlines; the first page without a cursor. */
  listOpen(cursor: string | null, signal?: AbortSignal): Promise<Answer<OpenPage>>;
  /** The current state of these cases, open or not. */
  listThese(ids: readonly string[], signal?: AbortSignal): Promise<Answer<OpenPage>>;
  addMute(mute: NewMute): Promise<Answer<Mute>>;
  /** @param at epoch ms; now when absent */
  getDuty(at: number | null, signal?: AbortSignal): Promise<Answer<DutyNow>>;
  /** The duties of a colleague in the next 14 days. */
  getComing(person: string, signal?: AbortSignal): Promise<Answer<DutyNow>>;
  getRoster(signal?: AbortSignal): Promise<Answer<DutyVersion>>;
}

const openPageSize = 500;

export function createDeskCalls(call: Call): DeskCalls {
  const list = async (query: Record<string, string | number | undefined>, signal?: AbortSignal) => {
    const path = `/api/cases${queryText({ ...query, with: 'deadline', limit: openPageSize })}`;
    const answer = await call({ method: 'GET', path, schema: caseListSchema, signal });
    return answer.status === 'ok' ? toPage(answer.value) : answer;
  };
  return {
    listOpen: (cursor, signal) => list({ open: 'true', cursor: cursor ?? undefined }, signal),
    listThese: (ids, signal) => list({ ids: ids.join(',') }, signal),
    addMute: (mute) => call({ method: 'POST', path: '/api/mutes', body: mute, schema: muteSchema }),
    getDuty: (at, signal) =>
      call({
        method: 'GET',
        schema: dutyListSchema,
        signal,
        path: `/api/duty${queryText({ at: at ?? undefined })}`,
      }),
    getComing: (person, signal) =>
      call({
        method: 'GET',
        schema: dutyListSchema,
        signal,
        path: `/api/duty${queryText({ coming: person })}`,
      }),
    getRoster: (signal) =>
      call({ method: 'GET', path: '/api/roster', schema: dutyVersionSchema, signal }),
  };
}

function toPage(list: z.infer<typeof caseListSchema>): Answer<OpenPage> {
  return { status: 'ok', value: { cases: list.cases, nextCursor: list.nextCursor ?? null } };
}
