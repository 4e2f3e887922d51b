// Reads back what byte-writer.ts wrote. Takes bytes, gives numbers and texts one after the other; throws a RangeError
// where the bytes end too early or hold what was never written.

export interface ByteReader {
  unsigned(): number;
  signed(): number;
  text(): string;
  /** Whether everything was read. */
  isAtEnd(): boolean;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError(`the bytes end at ${at}`);
    at++;
    return byte;
  };
  const unsigned = (): number => {
    const first = next();
    return first < 128 ? first : longer(first - 128);
  };
  const longer = (begun: number): number => {
    let value = begun;
    for (let scale = 128; ; scale *= 128) {
      const byte = next();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError(`a number too large at ${at}`);
      if (byte < 128) return value;
    }
  };
  const signed = (): number => {
    const byte = next();
    const size = byte < 128 ? byte & 63 : (byte & 63) + unsigned() * 64;
    return byte & 64 ? -size : size;
  };
  const text = (): string => {
    let value = '';
    for (let length = unsigned(); length > 0; length--) value += String.fromCharCode(unsigned());
    return value;
  };
  return { unsigned, signed, text, isAtEnd: () => at === bytes.length };
}
