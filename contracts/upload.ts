// The upload of files from an edge to dispatch, in pieces. Dispatch confirms each piece; the last receipt has the hash of the whole
// file. Schemas of requests and answers, and the text that is authenticated in an answer.
import { z } from 'zod';
import { alertSealSchema, type AlertSeal } from './edge-key.ts';
import { idSchema } from './fence.ts';
import { incidentIdSchema } from './incident.ts';
import { countSchema, latestMoment, maxCount, textSchema } from './limits.ts';

const epochMs = z.coerce.number().int().min(0).max(latestMoment);
const media = {
  incidentId: incidentIdSchema,
  /** Sequence of the alert that opened the incident this time. */
  opening: z.coerce.number().int().positive().max(1_000_000_000),
};
const size = {
  /** Size of the whole file. */
  bytes: z.coerce.number().int().nonnegative().max(maxCount),
  /** The offset of the piece in the file; absent in a query. */
  offset: z.coerce.number().int().nonnegative().max(maxCount).default(0),
};

/** GET, PUT /api/edge/uploads/:sha256?kind=…: asks how much of a file is there; uploads a piece. Answers a receipt. */
export const uploadQuerySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('picture'), ...media, ...size }),
  z.strictObject({ kind: z.literal('clip'), ...media, ...size }),
  /** Why there is no clip: JSON of `noClipSchema`. */
  z.strictObject({ kind: z.literal('no-clip'), ...media, ...size }),
  z.strictObject({ kind: z.literal('thumbnail'), cameraId: idSchema, at: epochMs, ...size }),
  z.strictObject({
    kind: z.literal('observations'),
    cameraId: idSchema,
    from: epochMs,
    to: epochMs,
    ...size,
  }),
]);
export type UploadQuery = z.infer<typeof uploadQuerySchema>;

/** Content type of a piece. */
export const pieceType = 'application/offset+octet-stream';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal');

/**
 * Header of an upload that belongs to an incident: the edge's key and its signature of the file, separated by a space. An edge
 * without a key sends `none`; the header also shows that the edge understands the reasons below.
 */
export const fileSealHeader = 'fencewatch-file-seal';
export const noFileSeal = 'none';

export function fileSealValue({ key, signature }: AlertSeal): string {
  return `${key} ${signature}`;
}

/** Null when the header is not a key and a signature. */
export function parseFileSeal(header: string): AlertSeal | null {
  const [key, signature] = header.split(' ');
  return alertSealSchema.safeParse({ key, signature }).data ?? null;
}

/** Why dispatch refuses a file permanently. */
export const uploadRefusals = [
  'empty',
  'too-large',
  'wrong-content',
  'bad-name',
  'invalid',
  /** The signature does not fit the file. */
  'wrong-signature',
  /** Another edge raised the alert that the file belongs to. */
  'of-other-edge',
] as const;
export type UploadRefusal = (typeof uploadRefusals)[number];

/** Why dispatch does not accept a file now. */
export const uploadDelays = [
  'unknown-camera',
  'not-now',
  /** The file's alert has not arrived yet. */
  'alert-not-here',
  'unsigned',
  'key-unknown',
  'key-revoked',
  'key-retired',
] as const;
export type UploadDelay = (typeof uploadDelays)[number];

const named = { receipt: z.literal('fencewatch'), sha256: sha256Schema };
export const uploadReceiptSchema = z.discriminatedUnion('state', [
  /** This many bytes from the start of the file have arrived. */
  z.strictObject({ ...named, state: z.literal('partial'), have: countSchema }),
  /** The whole file is on dispatch's disk and in its index: the edge may delete it. */
  z.strictObject({
    ...named,
    state: z.literal('kept'),
    bytes: countSchema,
    as: z.enum(['first', 'repeated', 'aside']),
  }),
  z.strictObject({
    ...named,
    state: z.literal('refused'),
    reason: z.enum(uploadRefusals),
    detail: textSchema,
  }),
  z.strictObject({ ...named, state: z.literal('waits'), reason: z.enum(uploadDelays) }),
]);
export type UploadReceipt = z.infer<typeof uploadReceiptSchema>;

/** The header with a random nonce of the edge. Dispatch authenticates it, so that an old answer cannot be replayed. */
export const nonceHeader = 'fencewatch-nonce';
export const nonceSchema = z.string().regex(/^[0-9a-f]{32}$/);
/** HMAC-SHA256 over `sealedText`, keyed with the edge token, in hexadecimal. */
export const sealHeader = 'fencewatch-seal';

/** @param bodySha256 hash of the body, which may be empty */
export function sealedText(nonce: string, status: number, bodySha256: string): string {
  return `fencewatch-seal-1\n${nonce}\n${status}\n${bodySha256}`;
}
