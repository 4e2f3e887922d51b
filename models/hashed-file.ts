// Writes a file atomically and hashes it on the way. Takes a path and the content; gives its SHA-256.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeWholeFile } from '../host/whole-file.ts';

type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

/** Called with the hash before the rename; throwing keeps the old file. */
export type Accept = (sha256: string) => void;

/** @returns the SHA-256 of what was written */
export async function writeHashedFile(
  path: string,
  content: Bytes,
  accept: Accept = () => undefined,
): Promise<string> {
  const hash = createHash('sha256');
  let sha256 = '';
  await writeWholeFile(path, hashing(content, hash), {
    shared: true,
    accept: () => {
      sha256 = hash.digest('hex');
      accept(sha256);
    },
  });
  return sha256;
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function* hashing(content: Bytes, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    hash.update(chunk);
    yield chunk;
  }
}
