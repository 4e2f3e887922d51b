// Folders for tests, to be removed when the test is over.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { placeForFolders } from '../store/testing/place-for-folders.ts';
import { layDatabase } from '../store/testing/quick-store.ts';

export interface TemporaryFolder {
  path: string;
  remove: () => Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(placeForFolders(), 'fencewatch-dispatch-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The same with an empty database in it: creating one takes longer than the rest of a test. */
export async function dataFolder(): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  await layDatabase(folder.path);
  return folder;
}
