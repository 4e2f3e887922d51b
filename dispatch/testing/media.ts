// Uploads with valid content for tests.
import { randomBytes } from 'node:crypto';
import { anMp4File } from '../../evidence/testing/an-mp4.ts';

/** Longer than one packet by default. */
export function aJpeg(bytes = 5000): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes)]);
}

export function anMp4(bytes = 90_000): Buffer {
  return Buffer.from(anMp4File({ media: randomBytes(bytes) }));
}
