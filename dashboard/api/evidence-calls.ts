// Downloads a case's evidence bundle, holds, lifts or deletes its evidence, and asks for clips, each with the reason. Returns the bytes of the zip
// file, nothing, or the failure.
import { z } from 'zod';
import {
  askedClipListSchema,
  askedClipSchema,
  caseCredentialsSchema,
  type AskedClip,
  type CaseCredentials,
  type NewClipRequest,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { send, sendForBytes } from './send.ts';

/** The last segment of its path. */
export type HoldStep = 'hold' | 'hold/lift' | 'delete-evidence';

export interface EvidenceCalls {
  exportCase(id: string, reason: string): Promise<Answer<Uint8Array<ArrayBuffer>>>;
  holdStep(id: string, step: HoldStep, reason: string): Promise<Answer<unknown>>;
  /** Reading them takes a second or more. */
  caseCredentials(id: string): Promise<Answer<CaseCredentials>>;
  /** Requested clips, the newest first. */
  askedClips(cameraId: string): Promise<Answer<{ clips: AskedClip[] }>>;
  askClip(cameraId: string, wish: NewClipRequest): Promise<Answer<AskedClip>>;
}

/** @param watch is called with every answer */
export function createEvidenceCalls(
  fetch: typeof globalThis.fetch,
  watch: <T>(asked: Promise<Answer<T>>) => Promise<Answer<T>>,
): EvidenceCalls {
  return {
    exportCase: async (id, reason) => {
      const path = `/api/cases/${encodeURIComponent(id)}/export`;
      return watch(sendForBytes(fetch, path, { body: { reason } }));
    },
    caseCredentials: async (id) => {
      const path = `/api/cases/${encodeURIComponent(id)}/credentials`;
      return watch(send(fetch, { method: 'GET', path, schema: caseCredentialsSchema }));
    },
    askedClips: async (cameraId) => {
      const path = clipsPath(cameraId);
      return watch(send(fetch, { method: 'GET', path, schema: askedClipListSchema }));
    },
    askClip: async (cameraId, wish) => {
      const path = clipsPath(cameraId);
      return watch(send(fetch, { method: 'POST', path, body: wish, schema: askedClipSchema }));
    },
    holdStep: async (id, step, reason) => {
      const path = `/api/cases/${encodeURIComponent(id)}/${step}`;
      return watch(send(fetch, { method: 'POST', path, body: { reason }, schema: z.unknown() }));
    },
  };
}

function clipsPath(cameraId: string): string {
  return `/api/cameras/${encodeURIComponent(cameraId)}/clips`;
}
