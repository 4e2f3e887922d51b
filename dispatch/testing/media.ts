// Uploads for tests that begin as their type must.
import { randomBytes } from 'node:crypto';

/** Longer than one packet unless told. */
export function aJpeg(bytes = 5000): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes)]);
}

export function anMp4(bytes = 90_000): Buffer {
  return Buffer.concat([Buffer.from('\0\0\0\u0018ftypisom', 'latin1'), randomBytes(bytes)]);
}
