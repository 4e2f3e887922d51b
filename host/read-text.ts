// Reads a small text file that a person wrote. Takes its path and a size limit; returns the text. It stops at the limit, so that
// a device or a film named by mistake does not fill the memory.
import { open } from 'node:fs/promises';

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

/**
 * @param mostBytes a larger file is refused
 * @returns the text, decoded as UTF-8, without a byte order mark
 * @throws FileTooLarge; or the error of the system, with its code
 */
export async function readTextUpTo(path: string, mostBytes: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      if (!(chunk instanceof Uint8Array)) continue;
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new FileTooLarge(tooLarge(mostBytes));
      chunks.push(chunk);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
  } finally {
    await handle.close();
  }
}

function tooLarge(mostBytes: number): string {
  return `expected a text file of ${mostBytes} bytes at most, got a larger one`;
}
