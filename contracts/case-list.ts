// The list of cases over HTTP: what may be asked for, and what is answered.
import { z } from 'zod';
import { assigneeSchema, caseIdSchema } from './case-action.ts';
import { caseDeadlineSchema } from './case-deadline.ts';
import { caseStateSchema } from './case-state.ts';
import { caseSummarySchema } from './case.ts';
import { kindSchema } from './kind.ts';
import { countSchema, latestMoment, longIdSchema, nameSchema, storable } from './limits.ts';
import { cursorSchema, nextCursorSchema } from './page.ts';

/** So many cases are given at once, and no more than this may be asked for by their ids. */
export const maxCasesAsked = 500;

const listed = z
  .string()
  .max(15_000)
  .transform((text) => text.split(','));
const momentText = z.coerce.number().int().min(0).max(latestMoment);

/**
 * GET /api/cases?kind=&cameraId=&present=&open=&states=&cell=&from=&until=&person=&text=&ids=&with=&order=&limit=&cursor= :
 * the one that opened or came back last first, or with `order=id` the one that was reported last, an order in which nothing
 * ever moves. `before` is a case's `lastOpenedAt`.
 */
export const caseQuerySchema = z.strictObject({
  kind: kindSchema.optional(),
  cameraId: longIdSchema.optional(),
  present: z.enum(['true', 'false']).optional(),
  /** `true`: neither closed nor void. */
  open: z.enum(['true', 'false']).optional(),
  /** Any of these, with commas between. */
  states: listed.pipe(z.array(caseStateSchema).max(20)).optional(),
  /** A grid cell, or the digits with which several begin. */
  cell: z
    .string()
    .regex(/^\d{1,15}$/, 'expected 1 to 15 digits')
    .optional(),
  /** Found at or after this, epoch ms, and before `until`. */
  from: momentText.optional(),
  until: momentText.optional(),
  /** Somebody who took it on, did something to it, or was given it: a user's name or the id of a person. */
  person: nameSchema
    .min(1)
    .refine(...storable)
    .optional(),
  /** Words that stand in its number, camera, fence, place, code or reason. */
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(...storable)
    .optional(),
  ids: listed.pipe(z.array(caseIdSchema).max(maxCasesAsked)).optional(),
  /** `deadline`: each with how it stands with its limits, and whom it was given to. */
  with: z.enum(['deadline']).optional(),
  order: z.enum(['latest', 'id']).default('latest'),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(maxCasesAsked).default(50),
  before: momentText.optional(),
});

/** A case in a list. */
export const listedCaseSchema = caseSummarySchema.extend({
  /** The limit that presses most; null when none has begun, and once nothing is expected any more. Only `with=deadline`. */
  deadline: caseDeadlineSchema.nullable().optional(),
  /** To whom it was given last; null when to those on duty. Only `with=deadline`. */
  assignee: assigneeSchema.nullable().optional(),
});
export type ListedCase = z.infer<typeof listedCaseSchema>;

export const caseListSchema = z.strictObject({
  cases: z.array(listedCaseSchema).max(1000),
  /** How many cases some camera still sees. */
  presentCount: countSchema,
  nextCursor: nextCursorSchema,
});
