// Cases that wait for a person to confirm them before anybody is told.
import { z } from 'zod';
import { caseSummarySchema } from './case.ts';
import { reasonSchema } from './fence-version.ts';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema, textSchema } from './limits.ts';

/** What a person confirms by a setting made in the dashboard; it goes before the site file. */
export const reviewGateThings = ['fence', 'kind'] as const;
const longestGateMs = 7 * 86_400_000;
export const reviewGateRuleSchema = z.strictObject({
  /** How long a case waits for a person, in ms. */
  withinMs: z.number().int().min(1000).max(longestGateMs),
  otherwise: z.enum(['send', 'lapse']),
});
/** PUT /api/review-gates → reviewGateListSchema. For a kind only by whoever is not limited to cells. */
export const setReviewGateSchema = z.strictObject({
  of: z.enum(reviewGateThings),
  /** Of the fence, or the kind. */
  id: idSchema,
  /** `off`: goes out at once. `site-file`: as the site file has it. */
  rule: z.union([reviewGateRuleSchema, z.enum(['off', 'site-file'])]),
  reason: reasonSchema,
});
export const reviewGateSchema = setReviewGateSchema.extend({
  at: momentSchema,
  author: nameSchema,
});
export type ReviewGate = z.infer<typeof reviewGateSchema>;
/** GET /api/review-gates: what was set last for each fence and kind. */
export const reviewGateListSchema = z.strictObject({
  gates: z.array(reviewGateSchema).max(100_000),
});

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
