// Downloads a case's evidence bundle, and holds, lifts or deletes its evidence, each with the reason. Returns the bytes of the zip
// file, nothing, or the failure.
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { send, sendForBytes } from './send.ts';

/** The last segment of its path. */
export type HoldStep = 'hold' | 'hold/lift' | 'delete-evidence';

export interface EvidenceCalls {
  exportCase(id: string, reason: string): Promise<Answer<Uint8Array<ArrayBuffer>>>;
  holdStep(id: string, step: HoldStep, reason: string): Promise<Answer<unknown>>;
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
    holdStep: async (id, step, reason) => {
      const path = `/api/cases/${encodeURIComponent(id)}/${step}`;
      return watch(send(fetch, { method: 'POST', path, body: { reason }, schema: z.unknown() }));
    },
  };
}
