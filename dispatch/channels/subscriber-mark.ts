// Remembers over a restart that receivers have subscribed at the embedded broker. Takes the data folder; returns whether that was
// so before, and a function to record it.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';

export interface SubscriberMark {
  wasSet: boolean;
  /** Never rejects: without the mark dispatch only does not wait for phones after a restart. */
  set(): Promise<void>;
}

export async function openSubscriberMark(dataDir: string, log: Log): Promise<SubscriberMark> {
  const file = join(dataDir, 'mqtt-was-heard');
  const wasSet = await stat(file).then(
    () => true,
    () => false,
  );
  return {
    wasSet,
    set: () =>
      writeFile(file, '').catch((error: unknown) => {
        log.warn(
          { error: messageOf(error) },
          'the file that remembers a subscriber could not be written',
        );
      }),
  };
}
