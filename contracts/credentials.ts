// Content credentials (C2PA) in pictures and clips: the setting of a site, the certificate that an edge gets for its key, and why a
// file has none. Paths stand beside each schema.
import { z } from 'zod';

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
