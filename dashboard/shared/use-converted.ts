// Asks dispatch for a converted copy of a clip, repeatedly while it is being made. Returns the address of the copy, or why there is
// none.
import { useEffect, useState } from 'react';
import { problemSchema } from '../../contracts/index.ts';

export type Converted =
  | { status: 'converting' }
  | { status: 'ready'; address: string }
  /** `code`: of dispatch's refusal; null when it could not be reached. */
  | { status: 'failed'; code: string | null };

const againMs = 2000;

/** @param wanted the clip's address; null while no copy is wanted */
export function useConverted(wanted: string | null): Converted {
  const [found, setFound] = useState<{ wanted: string; converted: Converted } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const converted = await askForCopy(wanted, stopping.signal);
      if (stopping.signal.aborted) return;
      setFound({ wanted, converted });
      if (converted.status === 'converting') timer = setTimeout(() => void ask(), againMs);
    };
    void ask();
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, [wanted]);
  return found?.wanted === wanted ? found.converted : { status: 'converting' };
}

export function copyAddress(address: string): string {
  return `${address}?as=h264`;
}

/** Its first byte only: the player loads the rest. */
export async function askForCopy(
  address: string,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Converted> {
  const copy = copyAddress(address);
  try {
    const response = await fetch(copy, { headers: { range: 'bytes=0-0' }, signal });
    if (response.ok) {
      await response.body?.cancel();
      return { status: 'ready', address: copy };
    }
    const problem = problemSchema.safeParse(await response.json().catch(() => null)).data;
    if (problem?.error === 'busy') return { status: 'converting' };
    return { status: 'failed', code: problem?.error ?? null };
  } catch {
    return { status: 'failed', code: null };
  }
}
