// Writes a file atomically: after a crash either the old or the new content is there. It writes a new file, flushes it, renames
// it over the old one, and flushes the folder. Creates the folder when it is missing.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './refusal.ts';

export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  try {
    await writeDraft(draft, content);
    await rename(draft, path);
  } catch (error) {
    // Report the first disk error, not the failure to clean up.
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
