// The checksum of log blocks: CRC-32 as in gzip and PNG (reflected polynomial 0xEDB88320). Takes bytes, gives 32 bits.

export type Checksum = (...parts: readonly Uint8Array[]) => number;

/** Creates the function once, with its table. */
export function createCrc32(): Checksum {
  // Signed: engines handle 32-bit integers fast.
  const table = Int32Array.from({ length: 256 }, (_, byte) => remainderOf(byte));
  return (...parts) => {
    let rest = -1;
    for (const part of parts)
      for (let index = 0; index < part.length; index++)
        rest = (rest >>> 8) ^ (table[(rest ^ (part[index] ?? 0)) & 255] ?? 0);
    return ~rest >>> 0;
  };
}

function remainderOf(byte: number): number {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
}
