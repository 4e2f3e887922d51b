// Downloads a case's evidence bundle, with the reason; returns the bytes of the zip file or the failure.
import type { Answer } from './answer.ts';
import { sendForBytes } from './send.ts';

export interface EvidenceCalls {
  exportCase(id: string, reason: string): Promise<Answer<Uint8Array<ArrayBuffer>>>;
}

/** @param watch is told of every answer */
export function createEvidenceCalls(
  fetch: typeof globalThis.fetch,
  watch: <T>(asked: Promise<Answer<T>>) => Promise<Answer<T>>,
): EvidenceCalls {
  return {
    exportCase: async (id, reason) => {
      const path = `/api/cases/${encodeURIComponent(id)}/export`;
      return watch(sendForBytes(fetch, path, { body: { reason } }));
    },
  };
}
