// The size and SHA-256 of a file on disk. Reads it in pieces.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface WholeFile {
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
}

export async function describeFile(path: string): Promise<WholeFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
