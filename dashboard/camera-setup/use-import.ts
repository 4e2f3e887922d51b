// Imports a table of cameras: a chosen file is tried at once; what was tried can be imported as long as nobody changed a camera since.
import { useState } from 'react';
import { maxCameraFileBytes, type CameraImportAnswer } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useSession } from '../session/session-provider.tsx';
import { base64Of } from './base64-of.ts';

export interface ChosenFile {
  name: string;
  base64: string;
}

export function useImport() {
  const { client } = useSession();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [answer, setAnswer] = useState<CameraImportAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (chosen: ChosenFile, reason: string | null) => {
    setBusy(true);
    setFailure(null);
    const { base64 } = chosen;
    const given = await client.importCameras(
      reason === null
        ? { base64, dryRun: true }
        : { base64, reason, revision: answer?.revision ?? null },
    );
    setBusy(false);
    if (given.status === 'error') setFailure(given);
    if (given.status === 'ok') setAnswer(given.value);
  };
  const choose = async (chosen: File) => {
    setAnswer(null);
    setFailure(null);
    setTooLarge(chosen.size > maxCameraFileBytes);
    if (chosen.size > maxCameraFileBytes) return;
    const next = {
      name: chosen.name,
      base64: base64Of(new Uint8Array(await chosen.arrayBuffer())),
    };
    setFile(next);
    await send(next, null);
  };
  return {
    ...{ file, answer, failure, isTooLarge, isBusy, choose },
    tryAgain: () => (file === null ? undefined : send(file, null)),
    store: (reason: string) => (file === null ? undefined : send(file, reason)),
  };
}
