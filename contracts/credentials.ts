// Content credentials (C2PA) in pictures and clips: the setting of a site, the certificate for an edge's key, and why a file has no
// credentials. Paths stand above each schema.
import { z } from 'zod';
import { longIdSchema, maxListed, momentSchema, ordinalSchema } from './limits.ts';

/** `false`: none. `true`: required; an edge that cannot add them reports a problem. Absent: added by edges that can. */
export const credentialsShape = { contentCredentials: z.boolean().optional() };

/** Why an edge sends a picture or clip without credentials. */
export const credentialFaults = [
  'off',
  'not-enrolled',
  'library-missing',
  'certificate-not-given',
  'certificate-over',
  'took-too-long',
  'failed',
] as const;
export type CredentialFault = (typeof credentialFaults)[number];

/** Why dispatch issues no certificate for a key. */
export const certificateRefusals = ['key-unknown', 'key-revoked', 'key-retired', 'off'] as const;
export type CertificateRefusal = (typeof certificateRefusals)[number];

/** GET /api/edge/workers/:edgeId/keys/:key/certificate: always 200, because proxies tend to replace the body of an error. */
export const certificateAnswerSchema = z.discriminatedUnion('state', [
  /** PEM: the certificate of the key, then that of the district. */
  z.strictObject({ state: z.literal('issued'), chain: z.string().max(20_000) }),
  z.strictObject({ state: z.literal('refused'), reason: z.enum(certificateRefusals) }),
]);
export type CertificateAnswer = z.infer<typeof certificateAnswerSchema>;

/**
 * The verdict on the credentials of one file:
 * - `holds`: an edge of this district signed it, and it is unchanged
 * - `revoked`: the same, but its key was revoked later
 * - `key-unknown`: the certificate is from the district's authority, but the key is not enrolled
 * - `untrusted`: the signer is not from this district
 * - `replaced`: the file is not the one that was received
 * - `not-read`: the library failed to read it
 */
export const fileCredentialStates = [
  'holds',
  'revoked',
  'broken',
  'key-unknown',
  'untrusted',
  'expired',
  'none',
  'replaced',
  'not-read',
] as const;
export const fileCredentialsSchema = z.strictObject({
  incidentId: longIdSchema,
  opening: ordinalSchema,
  name: z.enum(['picture', 'clip']),
  state: z.enum(fileCredentialStates),
  /** The edge that owns the key; null when unknown. */
  edgeId: longIdSchema.nullable(),
  /** When the key was revoked. */
  revokedAt: momentSchema.nullable(),
  /** Codes of C2PA. */
  faults: z.array(z.string().max(300)).max(100),
});
export type FileCredentials = z.infer<typeof fileCredentialsSchema>;

/** GET /api/cases/:caseId/credentials */
export const caseCredentialsSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('read'),
    /** SHA-256 of the trust list used. */
    trustList: z.string().regex(/^[0-9a-f]{64}$/),
    files: z.array(fileCredentialsSchema).max(maxListed),
  }),
  /** The C2PA library is not installed on dispatch. */
  z.strictObject({ state: z.literal('library-missing') }),
]);
export type CaseCredentials = z.infer<typeof caseCredentialsSchema>;
