// One entry of the custody log: what was done, to what, when. The person, the address and the reason are personal data: they are
// stored beside the log under a salted hash, so that they can be deleted and the log stays valid. Takes the parts; gives text,
// and the reverse.
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { bytesOfHex, concat, hexOf, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';

/** The known actions. Readers accept others too, because a later release may have more. */
export type CustodyAct =
  | (
      | 'case-viewed'
      | 'picture-viewed'
      | 'clip-played'
      | 'clip-downloaded'
      | 'clip-asked'
      | 'past-viewed'
    )
  | ('case-step' | 'case-acted' | 'case-exported' | 'export-ended' | 'log-read')
  | ('hold-placed' | 'hold-lifted' | 'evidence-deleted' | 'personal-deleted')
  | ('logged-in' | 'logged-out' | 'access' | 'fence-changed' | 'setting-changed')
  | ('user-changed' | 'alert-received' | 'alert-refused' | 'file-received')
  | ('sample-drawn' | 'sample-checked' | 'sample-read')
  | ('edge-invited' | 'edge-enrolled' | 'edge-revoked' | 'dispatch-started');

const text = z.string().max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const logEntrySchema = z.strictObject({
  version: z.literal(1),
  /** By the clock of dispatch, epoch ms. The order of entries is that of the log, also when this clock is set back. */
  at: z.number().int(),
  act: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  /** `refused` with the reason; `failed` when dispatch could not do it. */
  outcome: z.enum(['done', 'refused', 'failed']),
  /** The ids of the objects of the action, by kind. */
  subject: z.record(z.string().max(40), text),
  details: z.record(z.string().max(40), z.union([text, z.number(), z.boolean(), z.null()])),
  /** Salted hash of person, address and reason; null when no person was involved. */
  personal: hash.nullable(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Kept beside the log for as long as the law allows. */
export const personalSchema = z.strictObject({
  actor: text.nullable(),
  role: text.nullable(),
  address: text.nullable(),
  reason: text.nullable(),
});
export type Personal = z.infer<typeof personalSchema>;

export interface PersonalRow {
  /** The hash that the entry holds. */
  hash: string;
  /** 16 bytes or more, in hexadecimal. */
  salt: string;
  /** The exact text that was hashed. */
  text: string;
}

export function personalRow(sha256: Sha256, personal: Personal, salt: Uint8Array): PersonalRow {
  const written = canonicalJson(personal);
  return { hash: hexOf(sha256(concat(salt, utf8(written)))), salt: hexOf(salt), text: written };
}

/** Whether it matches the hash in the entry. */
export function isPersonalOf(sha256: Sha256, row: PersonalRow): boolean {
  const salt = bytesOfHex(row.salt);
  return salt !== null && hexOf(sha256(concat(salt, utf8(row.text)))) === row.hash;
}

export function entryText(entry: LogEntry): string {
  return canonicalJson(entry);
}

/** Null when the text is not an entry. */
export function parseEntry(line: string): LogEntry | null {
  try {
    const parsed = logEntrySchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
