// Checks the content credentials of a case's pictures and clips against the district's trust list and the keys of its edges. They
// are read on request, in a separate process of the library; the result of a file is cached.
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  caseCredentialsSchema,
  caseIdSchema,
  type CaseCredentials,
  type FileCredentials,
} from '../../contracts/index.ts';
import { hexOf } from '../../evidence/bytes.ts';
import { judgeCredentials, type BundleKey } from '../../evidence/file-credentials.ts';
import type { CredentialsRead, ReadJob } from '../../host/credentials/credentials-job.ts';
import { createWorkLimit } from '../auth/work-limit.ts';
import { serialOfKey } from '../evidence/credentials/authority.ts';
import type { MediaKey } from '../evidence/media-index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { findCase } from './case-detail.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const mostRemembered = 2000;
const shownFaults = 100;

type Parts = Pick<ApiParts, 'store' | 'evidence' | 'edgeKeys' | 'authority' | 'credentialsTool'>;

export function addCredentialsRoute(app: App, parts: ApiParts): void {
  const read = createReader(parts);
  const limit = createWorkLimit({ parallel: 1, waiting: 5 });
  const schema = { params, response: { 200: caseCredentialsSchema, ...problemResponses } };
  app.get('/api/cases/:caseId/credentials', { schema }, async (request) => {
    const { id } = await findCase(parts, request.params.caseId);
    if (!parts.credentialsTool.isThere()) return { state: 'library-missing' } as const;
    const answer = await limit.run(() => read(id));
    if (answer === 'busy')
      throw new ProblemError(503, 'busy', 'other credentials are being read: ask again soon');
    return answer;
  });
}

interface Placed {
  key: MediaKey;
  /** Hash of its content: results are cached by it. */
  id: string;
  /** The file differs from the received one. */
  isReplaced: boolean;
  job: Omit<ReadJob, 'job'>;
}

function createReader(parts: Parts): (caseId: string) => Promise<CaseCredentials> {
  const { authority, credentialsTool: tool } = parts;
  const remembered = new Map<string, CredentialsRead>();
  const trustList = hexOf(createHash('sha256').update(authority.trustList).digest());
  return async (caseId) => {
    const placed = await filesOf(parts, caseId);
    const fresh = placed.filter(({ id }) => !remembered.has(id));
    const outcomes = fresh.length === 0 ? [] : await tool.read(fresh.map(({ job }) => job));
    for (const [index, { id }] of fresh.entries()) {
      const outcome = outcomes[index];
      if (outcome?.ok) remembered.set(id, outcome.read);
    }
    const keys = await keysOf(parts);
    const files = placed.map(({ key, id, isReplaced }) => {
      const told = toldOf(key, remembered.get(id), keys);
      // Its credentials may be valid, but the file differs from the received one.
      return isReplaced && told.state !== 'broken' ? { ...told, state: 'replaced' as const } : told;
    });
    for (const id of [...remembered.keys()].slice(0, remembered.size - mostRemembered))
      remembered.delete(id);
    return { state: 'read', trustList, files };
  };
}

async function filesOf({ store, evidence, authority }: Parts, caseId: string): Promise<Placed[]> {
  const ids = (await store.cases.incidentsOf(caseId)).map(({ incidentId }) => incidentId);
  const placed: Placed[] = [];
  for (const key of await store.media.of(ids)) {
    const [found, entry] = await Promise.all([evidence.find(key), evidence.entry(key)]);
    if (found === null || entry === null) continue;
    const path = join(found.folder, found.file);
    const type = key.name === 'clip' ? 'video/mp4' : 'image/jpeg';
    const job = { path, type, trustList: authority.trustList } as const;
    const isReplaced = (await evidence.state(key)) !== 'same';
    // The cached result of the received file does not apply to another one.
    const id = isReplaced ? randomUUID() : entry.sha256;
    placed.push({ key, id, isReplaced, job });
  }
  return placed;
}

async function keysOf({ edgeKeys }: Parts): Promise<BundleKey[]> {
  return (await edgeKeys.list()).map((entry) => ({ ...entry, serial: serialOfKey(entry.key) }));
}

function toldOf(
  { incidentId, opening, name }: MediaKey,
  read: CredentialsRead | undefined,
  keys: readonly BundleKey[],
): FileCredentials {
  const nothing = { edgeId: null, revokedAt: null, faults: [] };
  const file = { incidentId, opening, name, ...nothing };
  if (read === undefined) return { ...file, state: 'not-read' };
  const verdict = judgeCredentials(read, keys);
  const { state } = verdict;
  switch (state) {
    case 'holds':
      return { ...file, state, edgeId: verdict.edgeId };
    case 'revoked':
      return { ...file, state, edgeId: verdict.edgeId, revokedAt: verdict.at };
    case 'broken':
      return { ...file, state, faults: verdict.faults.slice(0, shownFaults) };
    case 'expired':
    case 'key-unknown':
    case 'none':
    case 'untrusted':
      return { ...file, state };
  }
}
