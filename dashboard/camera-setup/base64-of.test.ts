// Files are encoded without loss, whatever their bytes and size.
import { expect, it } from 'vitest';
import { base64Of } from './base64-of.ts';

it.each([0, 1, 2, 3, 255, 0x8000, 0x8001, 1_000_000])('%i bytes come back the same', (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
  expect(Buffer.from(base64Of(bytes), 'base64').equals(Buffer.from(bytes))).toBe(true);
});
