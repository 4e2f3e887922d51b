// Cases that a person must confirm before anybody is notified.
import { z } from 'zod';
import { caseSummarySchema } from './case.ts';
import { reasonSchema } from './fence-version.ts';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema, textSchema } from './limits.ts';

/** A review setting made in the dashboard; it overrides the site file. */
export const reviewGateThings = ['fence', 'kind'] as const;
const longestGateMs = 7 * 86_400_000;
export const reviewGateRuleSchema = z.strictObject({
  /** How long a case waits for a review, in ms. */
  withinMs: z.number().int().min(1000).max(longestGateMs),
  otherwise: z.enum(['send', 'lapse']),
});
/** PUT /api/review-gates → reviewGateListSchema. Settings of a kind need a caller without a cell limit. */
export const setReviewGateSchema = z.strictObject({
  of: z.enum(reviewGateThings),
  /** The id of the fence, or the kind. */
  id: idSchema,
  /** `off`: goes out at once. `site-file`: as set in the site file. */
  rule: z.union([reviewGateRuleSchema, z.enum(['off', 'site-file'])]),
  reason: reasonSchema,
});
export const reviewGateSchema = setReviewGateSchema.extend({
  at: momentSchema,
  author: nameSchema,
});
export type ReviewGate = z.infer<typeof reviewGateSchema>;
/** GET /api/review-gates: the last setting of each fence and kind. */
export const reviewGateListSchema = z.strictObject({
  gates: z.array(reviewGateSchema).max(100_000),
});

export const maxReviewsListed = 500;

/** GET /api/reviews: cases that wait in the caller's cells, the earliest end first. */
export const reviewListSchema = z.strictObject({
  reviews: z
    .array(
      z.strictObject({
        case: caseSummarySchema,
        /** Epoch ms: the end of the wait. */
        until: momentSchema,
        /** What happens then. */
        otherwise: z.enum(['send', 'lapse']),
        /** Why it waits. */
        reason: textSchema,
      }),
    )
    .max(maxReviewsListed),
});
export type ReviewList = z.infer<typeof reviewListSchema>;
