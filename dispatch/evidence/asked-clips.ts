// Clips on demand, besides those of alerts. Takes a camera, a span and a reason; returns the state of each request. Edges fetch
// open requests and answer with a file or the reason why there is none; a request without an answer expires after a day.
import { randomBytes } from 'node:crypto';
import {
  longestClipMs,
  mostOpenClipRequests,
  type AskedClip,
  type NewClipRequest,
  type OpenClipRequest,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { ClipRequest, ClipRequestStore } from './clip-request-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { isDeleted, type MediaEntry } from './media-index.ts';

export type AskRefusal = 'clip-span-empty' | 'clip-too-long' | 'clip-not-over' | 'clips-too-many';
export type Asked = { ok: true; clip: AskedClip } | { ok: false; reason: AskRefusal };

export interface AskedClipsOptions {
  store: ClipRequestStore;
  evidence: Pick<EvidenceStore, 'find' | 'clip' | 'entry'>;
  /** Whether this camera currently sends pictures, as far as dispatch knows. */
  isHeard: (cameraId: string) => boolean;
  clock: Clock;
}

export interface AskedClips {
  ask(cameraId: string, wish: NewClipRequest, by: string): Promise<Asked>;
  of(cameraId: string): Promise<AskedClip[]>;
  /** Null when there is no such request about this camera, or no clip of it. */
  file(cameraId: string, id: string): ReturnType<EvidenceStore['find']>;
  open(): Promise<OpenClipRequest[]>;
  /** An edge has sent a file under this id, which may also be the id of an incident. */
  answered(id: string): Promise<void>;
}

const openForMs = 24 * 3_600_000;
const mostListed = 50;
const keyOf = (incidentId: string) => ({ incidentId, opening: 1, name: 'clip' as const });

export function createAskedClips(options: AskedClipsOptions): AskedClips {
  const { store, evidence, clock } = options;
  const since = () => clock.now() - openForMs;
  return {
    ask: async (cameraId, wish, by) => {
      const reason = refusalOf(wish, clock.now());
      if (reason !== null) return { ok: false, reason };
      const { from, until, caseId = null } = wish;
      const id = `asked-${randomBytes(16).toString('hex')}`;
      const made = { id, cameraId, caseId, from, until, reason: wish.reason, by };
      const request = { ...made, at: clock.now(), answeredAt: null };
      const limit = { most: mostOpenClipRequests, since: since() };
      if (!(await store.add(request, limit))) return { ok: false, reason: 'clips-too-many' };
      return { ok: true, clip: await shown(options, request) };
    },
    of: async (cameraId) => {
      const requests = await store.ofCamera(cameraId, mostListed);
      return Promise.all(requests.map((request) => shown(options, request)));
    },
    file: async (cameraId, id) => {
      const request = await store.find(id);
      return request?.cameraId === cameraId ? evidence.find(keyOf(id)) : null;
    },
    open: async () => {
      const requests = await store.open(since());
      return requests
        .slice(0, mostOpenClipRequests)
        .map(({ id: clip, cameraId, from, until }) => ({ clip, cameraId, from, until }));
    },
    answered: (id) => (id.startsWith('asked-') ? store.answered(id, clock.now()) : done),
  };
}

const done = Promise.resolve();

function refusalOf({ from, until }: NewClipRequest, now: number): AskRefusal | null {
  if (until <= from) return 'clip-span-empty';
  if (until - from > longestClipMs) return 'clip-too-long';
  return until > now ? 'clip-not-over' : null;
}

async function shown(options: AskedClipsOptions, request: ClipRequest): Promise<AskedClip> {
  const { id, cameraId, caseId, from, until, reason, by, at } = request;
  const finding = await options.evidence.clip(keyOf(id));
  const entry = finding === null ? await options.evidence.entry(keyOf(id)) : null;
  const state = stateOf({ finding, entry }, at, options.clock.now());
  const isEdgeAway = state === 'waits' && !options.isHeard(cameraId);
  return { clip: id, cameraId, caseId, from, until, reason, by, at, state, isEdgeAway, finding };
}

function stateOf(
  { finding, entry }: { finding: AskedClip['finding']; entry: MediaEntry | null },
  at: number,
  now: number,
): AskedClip['state'] {
  if (finding !== null) return finding.coverage?.kept.length === 0 ? 'none' : 'here';
  if (entry !== null) return isDeleted(entry) ? 'deleted' : 'missing';
  return now - at > openForMs ? 'unanswered' : 'waits';
}
