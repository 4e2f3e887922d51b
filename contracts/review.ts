// Cases that wait for a person to confirm them before anybody is told.
import { z } from 'zod';
import { caseSummarySchema } from './case.ts';
import { momentSchema, textSchema } from './limits.ts';

export const maxReviewsListed = 500;

/** GET /api/reviews: what waits in the caller's cells, the one that ends first on top. */
export const reviewListSchema = z.strictObject({
  reviews: z
    .array(
      z.strictObject({
        case: caseSummarySchema,
        /** Epoch ms: until when it waits. */
        until: momentSchema,
        /** What becomes of it then when nobody has looked. */
        otherwise: z.enum(['send', 'lapse']),
        /** Why it waits. */
        reason: textSchema,
      }),
    )
    .max(maxReviewsListed),
});
export type ReviewList = z.infer<typeof reviewListSchema>;
