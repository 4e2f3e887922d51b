// A report by a person (随手拍): photos, a place, a kind and a note become a case without a camera. Also the follow-up that the
// reporter sees.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { caseStateSchema } from './case-state.ts';
import { idSchema } from './fence.ts';
import { kindSchema } from './kind.ts';
import {
  longIdSchema,
  maxListed,
  momentSchema,
  nameSchema,
  storable,
  textSchema,
} from './limits.ts';
import { photoListSchema } from './photo.ts';

/** The place, by at least one of these fields; the cell of a known place is filled in. */
export const reportPlaceSchema = z
  .strictObject({
    gridCell: gridCellSchema.optional(),
    /** A place that fences name. */
    place: idSchema.optional(),
    /** A point on a plan, in shares of its width and height. */
    point: z
      .strictObject({ plan: idSchema, x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
      .optional(),
    text: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .refine(...storable)
      .optional(),
  })
  .refine(
    (where) => Object.values(where).some((one) => one !== undefined),
    'expected where it is: gridCell, place, point or text',
  );
export type ReportPlace = z.infer<typeof reportPlaceSchema>;

/** POST /api/reports; with the header idempotency-key a phone that sends twice makes one case. */
export const newReportSchema = z.strictObject({
  kind: kindSchema,
  where: reportPlaceSchema,
  note: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .refine(...storable)
    .optional(),
  photos: photoListSchema,
});
export type NewReport = z.infer<typeof newReportSchema>;

/** The report in the detail of its case. */
export const caseReportSchema = z.strictObject({
  by: nameSchema,
  at: momentSchema,
  where: reportPlaceSchema,
  note: textSchema.nullable(),
  photos: photoListSchema,
});
export type CaseReport = z.infer<typeof caseReportSchema>;

/** Its progress so far. */
export const reportOutcomes = ['waits', 'given', 'in-hand', 'done', 'refused', 'put-off'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

export const ownReportSchema = z.strictObject({
  caseId: longIdSchema,
  kind: kindSchema,
  state: caseStateSchema,
  outcome: z.enum(reportOutcomes),
  report: caseReportSchema,
  /** The last message of the people who handle it, and its time. */
  answer: z.strictObject({ at: momentSchema, reason: textSchema.nullable() }),
});
export type OwnReport = z.infer<typeof ownReportSchema>;

/** GET /api/reports : the user's own, newest first. */
export const ownReportListSchema = z.strictObject({
  reports: z.array(ownReportSchema).max(maxListed),
});
