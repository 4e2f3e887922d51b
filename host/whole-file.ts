// Writes a file atomically: after a crash either the old or the new content is there. It writes a draft, flushes it, renames it
// over the old file, and flushes the folder. Takes a path and the content. Creates a missing folder.
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './error-code.ts';

export type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

export interface WholeFileOptions {
  /** Permissions of a new file; those of the process when absent. */
  mode?: number;
  /**
   * Set it when several writers may write at once: each gets its own draft, and the last one wins. Without it all use one draft, so
   * that the draft left by a crash is overwritten.
   */
  shared?: boolean;
  /** Called after writing, before the rename; if it throws, the old file stays. */
  accept?: () => void;
}

export async function writeWholeFile(
  path: string,
  content: Content,
  { mode, shared = false, accept }: WholeFileOptions = {},
): Promise<void> {
  const draft = shared ? `${path}.${randomUUID()}.new` : `${path}.new`;
  try {
    await writeDraft(draft, content, mode);
    accept?.();
    await renameWhole(draft, path);
  } catch (error) {
    // Report the first error, not the failure to clean up.
    await rm(draft, { force: true, recursive: true }).catch(() => undefined);
    throw error;
  }
}

/** Renames a file that is flushed; when it resolves, the new name survives a power cut. */
export async function renameWhole(from: string, to: string): Promise<void> {
  await rename(from, to);
  await flushPath(dirname(to));
}

/** Flushes a file, or the names in a folder. */
export async function flushPath(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function writeDraft(draft: string, content: Content, mode?: number): Promise<void> {
  const file = await openDraft(draft, mode);
  try {
    if (mode !== undefined) await file.chmod(mode);
    await writeAll(file, content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, content: Content): Promise<void> {
  if (typeof content === 'string' || content instanceof Uint8Array) {
    await file.writeFile(content);
    return;
  }
  for await (const chunk of content) await file.writeFile(chunk);
}

async function openDraft(draft: string, mode?: number) {
  try {
    return await open(draft, 'w', mode);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(draft), { recursive: true });
    return open(draft, 'w', mode);
  }
}
