// Content credentials (C2PA) in pictures and clips: the setting of a site, the certificate that an edge gets for its key, and why a
// file has none. Paths stand beside each schema.
import { z } from 'zod';
import { longIdSchema, maxListed, momentSchema, ordinalSchema } from './limits.ts';

/** `false`: none. `true`: wanted, and health says where they are not. Absent: where an edge can, without a word where it cannot. */
export const credentialsShape = { contentCredentials: z.boolean().optional() };

/** Why a picture or clip leaves an edge without credentials. */
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

/** Why dispatch gives no certificate for a key. */
export const certificateRefusals = ['key-unknown', 'key-revoked', 'key-retired', 'off'] as const;
export type CertificateRefusal = (typeof certificateRefusals)[number];

/** GET /api/edge/workers/:edgeId/keys/:key/certificate: always 200, as what stands between may replace the body of an error. */
export const certificateAnswerSchema = z.discriminatedUnion('state', [
  /** PEM: the certificate of the key, then that of the district. */
  z.strictObject({ state: z.literal('issued'), chain: z.string().max(20_000) }),
  z.strictObject({ state: z.literal('refused'), reason: z.enum(certificateRefusals) }),
]);
export type CertificateAnswer = z.infer<typeof certificateAnswerSchema>;

/**
 * What the credentials of one file say:
 * - `holds`: an edge of this district signed it, and nothing was changed
 * - `revoked`: the same, but its key was revoked later
 * - `key-unknown`: the district's authority signed, but for a key that it does not know
 * - `untrusted`: somebody else signed
 * - `replaced`: it is not the file that came, whatever it says
 * - `not-read`: the library failed on it
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
  /** Whose key it is; null where that is not known. */
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
    /** SHA-256 of the trust list that they were checked with. */
    trustList: z.string().regex(/^[0-9a-f]{64}$/),
    files: z.array(fileCredentialsSchema).max(maxListed),
  }),
  /** Dispatch has no library to read them. */
  z.strictObject({ state: z.literal('library-missing') }),
]);
export type CaseCredentials = z.infer<typeof caseCredentialsSchema>;
