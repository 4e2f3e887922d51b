// The versions of one fence, newest first: loaded on demand, and again when there is a newer one.
import { useEffect, useState } from 'react';
import type { FenceVersion } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { useSession } from '../../session/session-provider.tsx';

export interface VersionFeed {
  versions: readonly FenceVersion[] | null;
  failure: Failure | null;
}

export function useVersions({ fenceId, version }: FenceVersion): VersionFeed {
  const { client } = useSession();
  const [feed, setFeed] = useState<VersionFeed>({ versions: null, failure: null });
  useEffect(() => {
    const controller = new AbortController();
    const load = async () => {
      const answer = await client.listFenceVersions(fenceId, controller.signal);
      if (answer.status === 'ok') setFeed({ versions: answer.value.versions, failure: null });
      if (answer.status === 'error') setFeed((old) => ({ ...old, failure: answer }));
    };
    void load();
    return () => {
      controller.abort();
    };
  }, [client, fenceId, version]);
  return feed;
}
