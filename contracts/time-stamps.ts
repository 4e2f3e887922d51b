// The authority that issues RFC 3161 timestamps for the checkpoints of the custody log. The form in a site file, and the form with
// the default interval.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';
import { maxAddressLength } from './limits.ts';
import { hasLiteralPassword } from './secret.ts';
import { noLiteralPassword } from './secret-text.ts';

const timeStampsSchema = z.strictObject({
  /** `http://` is usual and safe, because the answer is signed. */
  url: z
    .string()
    .max(maxAddressLength)
    .regex(/^https?:\/\/\S+$/, 'expected an address with http:// or https://')
    .refine((url) => !hasLiteralPassword(url), noLiteralPassword),
  /** How often, if the log has grown. */
  every: positiveDurationSchema.default(3_600_000),
});
export const timeStampsShape = { timeStamps: timeStampsSchema.optional() };

/** With secrets expanded. */
export interface TimeStampSettings {
  url: string;
  /** In ms. */
  every: number;
}
