// The calls about fences and their versions. Every change names the version that it started from: when that is outdated, the
// answer is the failure `conflict`, and nothing has changed.
import {
  fenceHistorySchema,
  fenceListSchema,
  fenceVersionSchema,
  removedFenceListSchema,
  type FenceFile,
  type FenceVersion,
  type RemovedFence,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { queryText, type Call } from './send.ts';

/** A change of a fence that there is already. */
export interface FenceChange {
  fenceId: string;
  /** The version that the change started from. */
  baseVersion: number;
  /** For the auditors. */
  reason: string;
}

export interface FenceCalls {
  /** The newest version of every fence, of one camera or of all; removed fences are left out. */
  listFences(cameraId?: string, signal?: AbortSignal): Promise<Answer<{ fences: FenceVersion[] }>>;
  /** The removed fences of a camera, each with its last version. */
  listRemovedFences(
    cameraId: string,
    signal?: AbortSignal,
  ): Promise<Answer<{ fences: RemovedFence[] }>>;
  /** All versions of one fence, newest first. */
  listFenceVersions(
    fenceId: string,
    signal?: AbortSignal,
  ): Promise<Answer<{ versions: FenceVersion[] }>>;
  createFence(fence: FenceFile, reason: string): Promise<Answer<FenceVersion>>;
  editFence(change: FenceChange, fence: FenceFile): Promise<Answer<FenceVersion>>;
  restoreFence(change: FenceChange, version: number): Promise<Answer<FenceVersion>>;
  removeFence(change: FenceChange): Promise<Answer<FenceVersion>>;
}

const pathOf = (fenceId: string, rest = '') => `/api/fences/${encodeURIComponent(fenceId)}${rest}`;

export function createFenceCalls(call: Call): FenceCalls {
  const change = (method: 'POST' | 'PUT', path: string, body: object) =>
    call({ method, path, body, schema: fenceVersionSchema });
  return {
    listFences: (cameraId, signal) =>
      call({
        method: 'GET',
        path: `/api/fences${queryText({ cameraId })}`,
        schema: fenceListSchema,
        signal,
      }),
    listRemovedFences: (cameraId, signal) =>
      call({
        method: 'GET',
        path: `/api/fences/removed${queryText({ cameraId })}`,
        schema: removedFenceListSchema,
        signal,
      }),
    listFenceVersions: (fenceId, signal) =>
      call({
        method: 'GET',
        path: pathOf(fenceId, '/versions'),
        schema: fenceHistorySchema,
        signal,
      }),
    createFence: (fence, reason) => change('POST', '/api/fences', { fence, reason }),
    editFence: ({ fenceId, baseVersion, reason }, fence) =>
      change('PUT', pathOf(fenceId), { baseVersion, fence, reason }),
    restoreFence: ({ fenceId, baseVersion, reason }, version) =>
      change('POST', pathOf(fenceId, '/restore'), { baseVersion, version, reason }),
    removeFence: ({ fenceId, baseVersion, reason }) =>
      change('POST', pathOf(fenceId, '/remove'), { baseVersion, reason }),
  };
}
