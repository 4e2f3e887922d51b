// The request to export cases as one bundle.
import { z } from 'zod';
import { caseIdSchema } from './case-action.ts';

/** POST /api/exports: one zip file. POST /api/cases/:caseId/export takes only the reason. */
export const exportReasonSchema = z.string().trim().min(1).max(500);
export const exportSchema = z.strictObject({
  cases: z.array(caseIdSchema).min(1).max(50),
  reason: exportReasonSchema,
});
