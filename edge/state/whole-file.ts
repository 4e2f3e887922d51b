// Writes a file so that after any crash either the old or the new content is there, whole: a new file beside it,
// flushed to the disk, renamed over it, and the folder flushed too. Makes the folder when it is not there.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './refusal.ts';

export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  try {
    await writeDraft(draft, content);
    await rename(draft, path);
  } catch (error) {
    // What the disk said first is what matters, not that tidying up was refused as well.
    await rm(draft, { force: true, recursive: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeDraft(draft: string, content: string | Uint8Array): Promise<void> {
  const file = await openDraft(draft);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function openDraft(draft: string) {
  try {
    return await open(draft, 'w');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(draft), { recursive: true });
    return open(draft, 'w');
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
