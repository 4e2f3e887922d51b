// A file with a secret key that only its user may read. Takes the path; reads the file, or writes a new one.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, isMissing } from '../error-code.ts';

export interface KeyFile {
  text: string;
  /** Whether other users may read the file: such a key is not secret. */
  isReadByOthers: boolean;
}

/** Null when there is no such file. */
export async function readKeyFile(file: string): Promise<KeyFile | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return null;
  const { mode } = await stat(file);
  return { text, isReadByOthers: (mode & 0o077) !== 0 };
}

/** Written atomically, and never over an existing file: of two simultaneous writes the first is kept. */
export async function writeKeyFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, file).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
}
