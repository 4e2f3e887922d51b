// What is asked for when cases are taken along in one bundle. Takes nothing; gives the schema.
import { z } from 'zod';
import { caseIdSchema } from './case-action.ts';

/** POST /api/exports: one zip file. POST /api/cases/:caseId/export takes the reason alone. */
export const exportReasonSchema = z.string().trim().min(1).max(500);
export const exportSchema = z.strictObject({
  cases: z.array(caseIdSchema).min(1).max(50),
  reason: exportReasonSchema,
});
