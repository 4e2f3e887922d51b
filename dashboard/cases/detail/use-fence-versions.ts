// The fence of an opening at that time and now, from the fence's history.
import { useEffect, useState } from 'react';
import type { FenceVersion } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';

export interface FenceThenAndNow {
  /** The version that judged; null when it is not known, absent while it loads. */
  then: FenceVersion | null | undefined;
  /** The newest version; its `fence` is null when it was removed. Null when it is not known. */
  today: FenceVersion | null;
}

const loading: FenceThenAndNow = { then: undefined, today: null };

/** @param isWanted false while it is not shown, to save a request */
export function useFenceVersions(
  { fenceId, fenceVersion }: { fenceId: string; fenceVersion: number | null },
  isWanted: boolean,
): FenceThenAndNow {
  const { client } = useSession();
  const [loaded, setLoaded] = useState<{ key: string; found: FenceThenAndNow } | null>(null);
  const key = `${fenceId} ${fenceVersion}`;
  useEffect(() => {
    if (!isWanted) return;
    const stopping = new AbortController();
    void client.listFenceVersions(fenceId, stopping.signal).then((answer) => {
      if (stopping.signal.aborted) return;
      const versions = answer.status === 'ok' ? answer.value.versions : [];
      setLoaded({ key, found: thenAndNow(versions, fenceVersion) });
    });
    return () => {
      stopping.abort();
    };
  }, [client, fenceId, fenceVersion, key, isWanted]);
  return loaded?.key === key ? loaded.found : loading;
}

export function thenAndNow(
  versions: readonly FenceVersion[],
  fenceVersion: number | null,
): FenceThenAndNow {
  const [first, ...others] = versions;
  const today = first
    ? others.reduce((best, one) => (one.version > best.version ? one : best), first)
    : null;
  return { then: versions.find(({ version }) => version === fenceVersion) ?? null, today };
}

/** Whether the current fence differs from the one that judged. */
export function hasChanged({ then, today }: FenceThenAndNow): boolean {
  return Boolean(then) && today !== null && today.version !== then?.version;
}
