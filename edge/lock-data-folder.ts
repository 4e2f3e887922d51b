// Locks the data folder of an edge, so that two processes never write to it.
import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { lockFolder } from '../host/folder-lock.ts';

/** If the folder cannot be created or written, the lock is in the folder for temporary files. */
export async function lockDataFolder(dataDir: string, edgeId: string, log: Logger) {
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    log.error({ dataDir, error }, 'the data folder cannot be made');
  });
  return lockFolder(dataDir, `edge ${edgeId}`);
}
