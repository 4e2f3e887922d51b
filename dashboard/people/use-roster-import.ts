// Imports a table of people, units or shifts: a chosen file is tried at once; what was tried can be imported as long as nobody changed
// the roster since.
import { useState } from 'react';
import { maxImportBytes, type ImportAnswer } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { base64Of } from '../camera-setup/base64-of.ts';
import { useSession } from '../session/session-provider.tsx';

interface Chosen {
  name: string;
  base64: string;
}

/** Nobody reads the reason of a dry run: nothing is stored. */
const ofDryRun = 'dry run';

export function useRosterImport() {
  const { client } = useSession();
  const [file, setFile] = useState<Chosen | null>(null);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (chosen: Chosen, reason: string | null) => {
    setBusy(true);
    setFailure(null);
    const base = answer !== null && reason !== null ? { baseVersion: answer.baseVersion } : {};
    const wish = { ...chosen, ...base, dryRun: reason === null, reason: reason ?? ofDryRun };
    const given = await client.importRoster(wish);
    setBusy(false);
    if (given.status === 'error') setFailure(given);
    if (given.status === 'ok') setAnswer(given.value);
  };
  const choose = async (chosen: File) => {
    setAnswer(null);
    setFailure(null);
    setTooLarge(chosen.size > maxImportBytes);
    if (chosen.size > maxImportBytes) return;
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const next = { name: chosen.name.slice(-200), base64: base64Of(bytes) };
    setFile(next);
    await send(next, null);
  };
  return {
    ...{ file, answer, failure, isTooLarge, isBusy, choose },
    tryAgain: () => (file === null ? undefined : send(file, null)),
    store: (reason: string) => (file === null ? undefined : send(file, reason)),
  };
}
