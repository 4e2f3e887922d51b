// Writes a file so that after any crash either the old or the new content is there, whole: a new file beside it,
// flushed to the disk, renamed over it, and the folder flushed too.
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
