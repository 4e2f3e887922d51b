// Judges the content credentials (C2PA) of a file in a bundle. Takes the result of C2PA's reader and the keys that the district has
// enrolled; returns a verdict. Also tells, without the reader, whether a file seems to have credentials.
import { z } from 'zod';

/** The keys of the edges, as a bundle lists them. */
export const bundleKeysSchema = z
  .array(
    z.strictObject({
      key: z.string().max(64),
      edgeId: z.string().max(300),
      state: z.enum(['active', 'retired', 'revoked']),
      since: z.number().int(),
      endedAt: z.number().int().nullable(),
      reason: z.string().max(500).nullable(),
      /** Serial number of the key's certificate, in decimal. */
      serial: z.string().max(60),
    }),
  )
  .max(100_000);
export type BundleKey = z.infer<typeof bundleKeysSchema>[number];

export interface FoundCredentials {
  verdict: 'holds' | 'untrusted' | 'expired' | 'broken' | 'none';
  faults: readonly string[];
  serial: string | null;
}

/**
 * - `holds`: signed by an edge of the district, and unchanged
 * - `revoked`: the same, but the key was revoked later; the custody log shows whether the file was signed before that
 * - `key-unknown`: the certificate is from the district's authority, but the key is not enrolled
 * - others: as C2PA's reader reports
 */
export type CredentialsVerdict =
  | { state: 'holds'; edgeId: string }
  | { state: 'revoked'; edgeId: string; at: number | null; reason: string | null }
  | { state: 'broken'; faults: readonly string[] }
  | { state: 'key-unknown' | 'untrusted' | 'expired' | 'none' };

/** @param keys null when the bundle has no list of keys: then only the trust list counts */
export function judgeCredentials(
  { verdict, faults, serial }: FoundCredentials,
  keys: readonly BundleKey[] | null,
): CredentialsVerdict {
  if (verdict === 'broken') return { state: 'broken', faults };
  if (verdict !== 'holds') return { state: verdict };
  if (keys === null) return { state: 'holds', edgeId: '' };
  const key = keys.find((one) => one.serial === serial);
  if (key === undefined) return { state: 'key-unknown' };
  const { edgeId, state, endedAt, reason } = key;
  return state === 'revoked'
    ? { state: 'revoked', edgeId, at: endedAt, reason }
    : { state: 'holds', edgeId };
}

/** The UUID of C2PA's box in an MP4 file. */
const boxName = [
  0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
];
/** The type of the outermost box in a JPEG file, then the name of the first one in it. */
const inJpeg = Array.from('c2pa', (letter) => letter.charCodeAt(0));

/** A quick test that verifies nothing. @param start the first kilobytes of the file */
export function seemsToHaveCredentials(start: Uint8Array): boolean {
  const isJpeg = start[0] === 0xff && start[1] === 0xd8;
  return isJpeg ? hasInApp11(start) : indexOf(start, boxName, 0, start.length) >= 0;
}

/** In an APP11 segment, before the picture data. */
function hasInApp11(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // The picture data begins here.
    if (marker === 0xda || marker === 0xd9) return false;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + Math.max(length, 2);
    if (marker === 0xeb && indexOf(bytes, inJpeg, at, end) >= 0) return true;
    at = end;
  }
  return false;
}

function indexOf(bytes: Uint8Array, part: readonly number[], from: number, to: number): number {
  const last = Math.min(to, bytes.length) - part.length;
  for (let at = from; at <= last; at += 1)
    if (part.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
