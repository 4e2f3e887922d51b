// Encodes integers and texts as bytes, small numbers in one byte each. Takes values in order, returns the bytes for
// byte-reader.ts.

export interface ByteWriter {
  /** 0 and above: 7 bits per byte, the lowest first; bit 7 is the continuation bit. */
  unsigned(value: number): void;
  /** The first byte holds the sign in bit 6 and 6 bits of the value; the rest follows as unsigned. */
  signed(value: number): void;
  /** Length and UTF-16 units, so that any text is restored exactly. */
  text(value: string): void;
  /** What was written so far. */
  bytes(): Uint8Array<ArrayBuffer>;
}

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(256);
  let length = 0;
  const put = (byte: number) => {
    if (length === buffer.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(buffer);
      buffer = larger;
    }
    buffer[length++] = byte;
  };
  const unsigned = (value: number) => {
    let rest = kept(value);
    if (rest < 0) throw new RangeError(`expected 0 or above, got ${value}`);
    while (rest >= 128) {
      put((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    put(rest);
  };
  const signed = (value: number) => {
    const size = Math.abs(kept(value));
    const sign = value < 0 ? 64 : 0;
    if (size < 64) {
      put(sign + size);
      return;
    }
    put(128 + sign + (size % 64));
    unsigned(Math.floor(size / 64));
  };
  const text = (value: string) => {
    unsigned(value.length);
    for (let index = 0; index < value.length; index++) unsigned(value.charCodeAt(index));
  };
  return { unsigned, signed, text, bytes: () => buffer.slice(0, length) };
}

function kept(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`expected a whole number, got ${value}`);
}
