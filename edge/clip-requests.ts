// Polls dispatch for clip requests for this edge's cameras, and puts each into the outbox of clip jobs, which cuts the clip or tells
// dispatch why there is none. A request that was taken before is ignored.
import type { Logger } from 'pino';
import {
  describeFaults,
  faultsOf,
  openClipRequestsSchema,
  type OpenClipRequest,
} from '../contracts/index.ts';
import type { Clock } from '../host/clock.ts';
import { askDispatch, type DispatchLink } from './outbox/ask-dispatch.ts';
import type { Outboxes } from './outboxes.ts';
import type { Rings } from './rings.ts';
import type { Sharing } from './share-cameras.ts';

export interface ClipRequestOptions {
  link: DispatchLink;
  outboxes: Pick<Outboxes, 'putAskedClip'>;
  rings: Pick<Rings, 'knows' | 'of'>;
  /** Absent when edges do not share cameras: then this edge answers for all its cameras. */
  share?: Pick<Sharing, 'answersFor'> | null;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

const askEveryMs = 3000;
/** Ids of requests that were taken; dispatch has at most fifty open at a time. */
const maxRemembered = 1000;

export async function takeClipRequests(options: ClipRequestOptions): Promise<void> {
  const { clock, log, signal } = options;
  const taken = new Set<string>();
  let lastProblem: string | null = null;
  while (!signal.aborted) {
    const asked = await askOpen(options.link, signal);
    const problem = asked.ok ? null : asked.problem;
    if (problem !== lastProblem && problem !== null)
      log.warn({ problem }, 'dispatch does not say which clips are asked for');
    lastProblem = problem;
    if (asked.ok) await takeAll(options, asked.requests, taken);
    await clock.wait(askEveryMs, signal);
  }
}

type Open = { ok: true; requests: OpenClipRequest[] } | { ok: false; problem: string };

async function askOpen(link: DispatchLink, signal: AbortSignal): Promise<Open> {
  const request = {
    method: 'GET',
    path: '/api/edge/clip-requests',
    lane: 'clips',
    signal,
  } as const;
  const answer = await askDispatch(link, request);
  if (answer.kind !== 'sealed') return { ok: false, problem: answer.kind };
  // A dispatch of an earlier release does not have this address.
  if (answer.status === 404) return { ok: true, requests: [] };
  if (answer.status !== 200) return { ok: false, problem: `status ${answer.status}` };
  const parsed = openClipRequestsSchema.safeParse(parseJson(answer.text), { reportInput: true });
  if (parsed.success) return { ok: true, requests: parsed.data.requests };
  return { ok: false, problem: describeFaults(faultsOf(parsed.error)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function takeAll(
  { outboxes, rings, share, log }: ClipRequestOptions,
  requests: readonly OpenClipRequest[],
  taken: Set<string>,
): Promise<void> {
  for (const request of requests) {
    const { clip, cameraId, from, until } = request;
    if (taken.has(clip) || !rings.knows(cameraId)) continue;
    const hasVideo = (rings.of(cameraId)?.bytesWithin(from, until) ?? 0) > 0;
    if (share && !share.answersFor(request, hasVideo)) continue;
    await outboxes.putAskedClip(request);
    taken.add(clip);
    const [oldest] = taken;
    if (taken.size > maxRemembered && oldest !== undefined) taken.delete(oldest);
    log.info({ cameraId, clip }, 'a clip was asked for');
  }
}
