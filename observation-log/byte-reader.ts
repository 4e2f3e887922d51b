// Decodes the bytes of byte-writer.ts. Takes bytes, returns numbers and texts in order; throws a RangeError when the bytes end too
// early or are invalid.

export interface ByteReader {
  unsigned(): number;
  signed(): number;
  text(): string;
  /** Whether everything was read. */
  isAtEnd(): boolean;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  return new Reader(bytes);
}

/** A class, because a day of a camera needs some ten million of these calls. */
class Reader implements ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  unsigned(): number {
    const byte = this.next();
    return byte < 128 ? byte : this.longer(byte - 128);
  }

  signed(): number {
    const byte = this.next();
    if (byte < 64) return byte;
    const size = byte < 128 ? byte & 63 : (byte & 63) + this.unsigned() * 64;
    return byte & 64 ? -size : size;
  }

  text(): string {
    let value = '';
    for (let length = this.unsigned(); length > 0; length--)
      value += String.fromCharCode(this.unsigned());
    return value;
  }

  isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  private next(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError(`the bytes end at ${this.at}`);
    this.at++;
    return byte;
  }

  private longer(begun: number): number {
    let value = begun;
    for (let scale = 128; ; scale *= 128) {
      const byte = this.next();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError(`a number too large at ${this.at}`);
      if (byte < 128) return value;
    }
  }
}
