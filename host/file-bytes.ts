// Reads pieces of a file by their offset, so that a large file need not be in memory. Takes a path and what to do with the
// open file; closes it afterwards.
import { open } from 'node:fs/promises';

export interface FileBytes {
  size: number;
  /** Fewer bytes only at the end of the file. */
  read: (at: number, length: number) => Promise<Uint8Array>;
}

export async function withFileBytes<T>(
  path: string,
  work: (bytes: FileBytes) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await work({
      size,
      read: async (at, length) => {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, at);
        return bytes.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}
