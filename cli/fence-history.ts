// Fetches the history of a fence from dispatch: its newest version, people's verdicts in its cases, and the observations of its
// camera. Takes dispatch's address and a token; returns them, or an error sentence.
import type { z } from 'zod';
import {
  caseDetailSchema,
  caseListSchema,
  fenceListSchema,
  type CaseSummary,
  type FenceFile,
} from '../contracts/index.ts';
import { inflateNow } from '../edge/observations/inflate-now.ts';
import { mattersToFences, verdictsOfCases, type Verdict } from '../geofences/index.ts';
import { decodeLog, type LogBatch } from '../observation-log/index.ts';

export interface DispatchAsked {
  readonly url: string;
  readonly token: string;
  readonly fenceId: string;
  readonly from: number;
  readonly to: number;
}

export interface FenceHistory {
  readonly file: FenceFile;
  readonly verdicts: readonly Verdict[];
  /** The observations, from the start on every call. */
  readonly source: () => AsyncIterable<LogBatch>;
  /** The picture of a case, JPEG; null if dispatch has none. */
  readonly pictureOf: (caseId: string) => Promise<Uint8Array | null>;
}

class Refused extends Error {}
const pageSize = 200;
const mostCases = 5000;

export async function askDispatch(asked: DispatchAsked): Promise<FenceHistory | string> {
  try {
    const file = await newestFence(asked);
    if (file === null) return `dispatch has no fence "${asked.fenceId}"`;
    const verdicts = await verdictsOf(asked, file.camera);
    const log = await logOf(asked, file.camera);
    const span = { from: asked.from, to: asked.to };
    return {
      file,
      verdicts,
      source: () => decodeLog(log, span, { isWanted: mattersToFences, inflate: inflateNow }),
      pictureOf: (caseId) => pictureOf(asked, caseId),
    };
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** People's verdicts on each fence of dispatch; empty for fences without a case. */
export async function askVerdicts(
  asked: Omit<DispatchAsked, 'fenceId'>,
): Promise<Map<string, readonly Verdict[]> | string> {
  try {
    const { fences } = await get(asked, '/api/fences', fenceListSchema);
    const found = new Map<string, readonly Verdict[]>();
    for (const { fenceId, fence } of fences)
      if (fence) found.set(fenceId, await verdictsOf({ ...asked, fenceId }, fence.camera));
    return found;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

async function verdictsOf(asked: DispatchAsked, cameraId: string): Promise<Verdict[]> {
  const details = [];
  for (const { id } of await casesOf(asked, cameraId))
    details.push(await get(asked, `/api/cases/${encodeURIComponent(id)}`, caseDetailSchema));
  return verdictsOfCases(details);
}

const mostPictureBytes = 2_000_000;

async function pictureOf(asked: DispatchAsked, caseId: string): Promise<Uint8Array | null> {
  try {
    const answer = await call(asked, `/api/cases/${encodeURIComponent(caseId)}/picture.jpg`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
    return isJpeg && bytes.length <= mostPictureBytes ? bytes : null;
  } catch {
    return null;
  }
}

async function newestFence(asked: DispatchAsked): Promise<FenceFile | null> {
  const { fences } = await get(asked, '/api/fences', fenceListSchema);
  return fences.find(({ fenceId }) => fenceId === asked.fenceId)?.fence ?? null;
}

/** Newest first, page by page. */
async function casesOf(asked: DispatchAsked, cameraId: string): Promise<CaseSummary[]> {
  const found: CaseSummary[] = [];
  let before = asked.to;
  while (found.length < mostCases) {
    const query = new URLSearchParams({ cameraId, limit: `${pageSize}`, before: `${before}` });
    const { cases } = await get(asked, `/api/cases?${query.toString()}`, caseListSchema);
    const own = cases.filter(({ fenceId }) => fenceId === asked.fenceId);
    found.push(...own.filter(({ openedAt }) => openedAt >= asked.from));
    const last = cases.at(-1);
    const next = last?.lastOpenedAt ?? last?.openedAt ?? 0;
    if (cases.length < pageSize || next < asked.from || next >= before) break;
    before = next;
  }
  return found;
}

async function logOf(asked: DispatchAsked, cameraId: string): Promise<Uint8Array> {
  const path = `/api/cameras/${encodeURIComponent(cameraId)}/observations?from=${asked.from}&to=${asked.to}`;
  const answer = await call(asked, path);
  return new Uint8Array(await answer.arrayBuffer());
}

async function get<T>(
  asked: Pick<DispatchAsked, 'url' | 'token'>,
  path: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const answer = await call(asked, path);
  const parsed = schema.safeParse(await answer.json().catch(() => null));
  if (!parsed.success)
    throw new Refused(`${asked.url} gave for ${path} what is no answer of dispatch`);
  return parsed.data;
}

async function call(
  { url, token }: Pick<DispatchAsked, 'url' | 'token'>,
  path: string,
): Promise<Response> {
  const answer = await fetch(new URL(path, url), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof answer === 'string') throw new Refused(`${url} cannot be reached: ${answer}`);
  if (!answer.ok) throw new Refused(`${url} refuses ${path} with ${answer.status}`);
  return answer;
}
