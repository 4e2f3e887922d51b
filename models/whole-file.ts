// Writes files atomically: to a temporary name, flushed to disk, then renamed.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

/** Called with the hash before the rename; throwing keeps the old file. */
export type Accept = (sha256: string) => void;

/** @returns the SHA-256 of what was written */
export async function writeWhole(
  path: string,
  content: Bytes,
  accept: Accept = () => undefined,
): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const sha256 = await writeFlushed(temporary, content);
    accept(sha256);
    await rename(temporary, path);
    await flushFolder(dirname(path));
    return sha256;
  } finally {
    await rm(temporary, { force: true });
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function writeFlushed(path: string, content: Bytes): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
