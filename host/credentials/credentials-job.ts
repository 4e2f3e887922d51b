// What is asked of the process that reads and writes content credentials (C2PA), and what it answers. Both cross a process border and
// are checked.
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
  /** A file, so that the key goes through no pipe. */
  keyFile: z.string(),
  software: z.string(),
  title: z.string(),
  /** What the file belongs to. */
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

/** One after the other: a process takes longer to start than to read a file. */
export const credentialsJobsSchema = z.array(
  z.discriminatedUnion('job', [signJobSchema, readJobSchema]),
);

/**
 * - `holds`: nothing was changed, and whoever signed is on the trust list
 * - `untrusted`: nothing was changed, but whoever signed is not on the list
 * - `expired`: nothing was changed, but the certificate is not valid today
 * - `broken`: something was changed, or the credentials are malformed
 * - `none`: the file has no credentials
 */
export const credentialStates = ['holds', 'untrusted', 'expired', 'broken', 'none'] as const;
export type CredentialState = (typeof credentialStates)[number];

export const credentialsAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed') }),
  /** The file had credentials before. */
  z.strictObject({ state: z.literal('signed-before') }),
  z.strictObject({ state: z.literal('failed'), detail: z.string() }),
  z.strictObject({
    state: z.literal('read'),
    verdict: z.enum(credentialStates),
    /** Codes of C2PA, such as `assertion.bmffHash.mismatch`. */
    faults: z.array(z.string()),
    /** Serial number of the certificate, in decimal; null where there is none. */
    serial: z.string().nullable(),
    /** The name in the certificate. */
    signer: z.string().nullable(),
  }),
]);
export type CredentialsAnswer = z.infer<typeof credentialsAnswerSchema>;
/** In the order of the jobs. */
export const credentialsAnswersSchema = z.array(credentialsAnswerSchema);
export type CredentialsRead = Extract<CredentialsAnswer, { state: 'read' }>;
