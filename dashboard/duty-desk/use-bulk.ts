// Runs a bulk action and keeps its results until the user has read them.
import { useState } from 'react';
import type { ListedCase } from '../../contracts/index.ts';
import { newKey } from '../api/new-key.ts';
import { useSession } from '../session/session-provider.tsx';
import { doToEach, type BulkResult } from './bulk.ts';
import { createDoer, type Deed, type DeedName } from './deeds.ts';

export interface BulkRun {
  name: DeedName;
  total: number;
  results: readonly BulkResult[];
  isRunning: boolean;
}

export interface Bulk {
  run: BulkRun | null;
  start: (deed: Deed, cases: readonly ListedCase[]) => void;
  forget: () => void;
}

/** @param onDone called with the finished cases */
export function useBulk(onDone: (ids: readonly string[]) => void): Bulk {
  const { client } = useSession();
  const [run, setRun] = useState<BulkRun | null>(null);
  const start = async (deed: Deed, cases: readonly ListedCase[]) => {
    if (cases.length === 0) return;
    setRun({ name: deed.name, total: cases.length, results: [], isRunning: true });
    const byId = new Map(cases.map((one) => [one.id, one]));
    const call = createDoer(client, deed, () => newKey('desk'));
    await doToEach(
      [...byId.keys()],
      async (id) => {
        const one = byId.get(id);
        return one ? call(one) : { status: 'aborted' };
      },
      (result) => {
        setRun((old) => old && { ...old, results: [...old.results, result] });
      },
    );
    setRun((old) => old && { ...old, isRunning: false });
    onDone([...byId.keys()]);
  };
  return {
    run,
    start: (deed, cases) => void start(deed, cases),
    forget: () => {
      setRun(null);
    },
  };
}
