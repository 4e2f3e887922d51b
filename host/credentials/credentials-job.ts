// The jobs for the process that reads and writes content credentials (C2PA), and its answers. Both come from another process, so
// they are checked.
import { z } from 'zod';

export const credentialTypes = ['image/jpeg', 'video/mp4'] as const;
export type CredentialType = (typeof credentialTypes)[number];

const common = { path: z.string(), type: z.enum(credentialTypes) };

export const signJobSchema = z.strictObject({
  ...common,
  job: z.literal('sign'),
  /** The signed copy. */
  target: z.string(),
  /** PEM: the certificate of the key first, then that of the authority. */
  chain: z.string(),
  /** A file rather than its content, so that the key does not pass through a pipe. */
  keyFile: z.string(),
  software: z.string(),
  title: z.string(),
  /** Kind, incident, opening and edge of the file. */
  about: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SignJob = z.infer<typeof signJobSchema>;

export const readJobSchema = z.strictObject({
  ...common,
  job: z.literal('read'),
  /** PEM: the certificates that are trusted. */
  trustList: z.string(),
});
export type ReadJob = z.infer<typeof readJobSchema>;

/** A list, because starting the process takes longer than reading a file. */
export const credentialsJobsSchema = z.array(
  z.discriminatedUnion('job', [signJobSchema, readJobSchema]),
);

/**
 * - `holds`: unchanged, and the signer is on the trust list
 * - `untrusted`: unchanged, but the signer is not on the trust list
 * - `expired`: unchanged, but the certificate is not valid today
 * - `broken`: the file was changed, or the credentials are malformed
 * - `none`: the file has no credentials
 */
export const credentialStates = ['holds', 'untrusted', 'expired', 'broken', 'none'] as const;
export type CredentialState = (typeof credentialStates)[number];

export const credentialsAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed') }),
  /** The file already had credentials, and was left alone. */
  z.strictObject({ state: z.literal('signed-before') }),
  z.strictObject({ state: z.literal('failed'), detail: z.string() }),
  z.strictObject({
    state: z.literal('read'),
    verdict: z.enum(credentialStates),
    /** Codes of C2PA, such as `assertion.bmffHash.mismatch`. */
    faults: z.array(z.string()),
    /** Serial number of the certificate, in decimal; null without a certificate. */
    serial: z.string().nullable(),
    /** The name in the certificate. */
    signer: z.string().nullable(),
  }),
]);
export type CredentialsAnswer = z.infer<typeof credentialsAnswerSchema>;
/** In the order of the jobs. */
export const credentialsAnswersSchema = z.array(credentialsAnswerSchema);
export type CredentialsRead = Extract<CredentialsAnswer, { state: 'read' }>;
