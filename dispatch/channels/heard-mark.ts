// Remembers over a restart that somebody has listened at dispatch's own broker. Takes the data folder; gives whether anybody had
// before, and how to note that somebody does.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';

export interface HeardMark {
  wasSet: boolean;
  /** Never rejects: without the mark phones are not waited for, and all else goes on. */
  set(): Promise<void>;
}

export async function openHeardMark(dataDir: string, log: Log): Promise<HeardMark> {
  const file = join(dataDir, 'mqtt-was-heard');
  const wasSet = await stat(file).then(
    () => true,
    () => false,
  );
  return {
    wasSet,
    set: () =>
      writeFile(file, '').catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'it could not be noted that somebody listens');
      }),
  };
}
