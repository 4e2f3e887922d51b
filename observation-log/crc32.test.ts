// The checksum agrees with the published one.
import { describe, expect, it } from 'vitest';
import { createCrc32 } from './crc32.ts';

const crc32 = createCrc32();
const bytes = (text: string) => new TextEncoder().encode(text);

describe('CRC-32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of "%s" is as published', (text, checksum) => {
    expect(crc32(bytes(text))).toBe(checksum);
  });

  it('of parts is that of the whole', () => {
    expect(crc32(bytes('1234'), bytes(''), bytes('56789'))).toBe(0xcbf43926);
    expect(crc32()).toBe(0);
  });
});
