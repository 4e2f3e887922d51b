// Downloads a case's evidence bundle, and holds, lifts or deletes its evidence, each with the reason. Returns the bytes of the zip
// file, nothing, or the failure.
import { z } from 'zod';
import { caseCredentialsSchema, type CaseCredentials } from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { send, sendForBytes } from './send.ts';

/** The last segment of its path. */
export type HoldStep = 'hold' | 'hold/lift' | 'delete-evidence';

export interface EvidenceCalls {
  exportCase(id: string, reason: string): Promise<Answer<Uint8Array<ArrayBuffer>>>;
  holdStep(id: string, step: HoldStep, reason: string): Promise<Answer<unknown>>;
  /** Reading them takes a second or more. */
  caseCredentials(id: string): Promise<Answer<CaseCredentials>>;
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
    holdStep: async (id, step, reason) => {
      const path = `/api/cases/${encodeURIComponent(id)}/${step}`;
      return watch(send(fetch, { method: 'POST', path, body: { reason }, schema: z.unknown() }));
    },
  };
}
