// The list of cases over HTTP: the query and the answer.
import { z } from 'zod';
import { assigneeSchema, caseIdSchema } from './case-action.ts';
import { caseDeadlineSchema } from './case-deadline.ts';
import { caseStateSchema } from './case-state.ts';
import { caseSummarySchema } from './case.ts';
import { kindSchema } from './kind.ts';
import { labelVerdicts } from './label.ts';
import {
  countSchema,
  latestMoment,
  longIdSchema,
  momentSchema,
  nameSchema,
  storable,
} from './limits.ts';
import { cursorSchema, nextCursorSchema } from './page.ts';

/** The default page size, and the maximum number of ids in a query. */
export const maxCasesAsked = 500;

const listed = z
  .string()
  .max(15_000)
  .transform((text) => text.split(','));
const momentText = z.coerce.number().int().min(0).max(latestMoment);

/**
 * GET /api/cases?kind=&cameraId=&fenceId=&verdict=&present=&open=&states=&cell=&from=&until=&person=&text=&ids=&with=&order=&limit=&cursor= : the
 * latest to open or come back first, or with `order=id` the latest report first, an order that never changes. `before` is a
 * case's `lastOpenedAt`.
 */
export const caseQuerySchema = z.strictObject({
  kind: kindSchema.optional(),
  cameraId: longIdSchema.optional(),
  /** Any fence of the case. */
  fenceId: longIdSchema.optional(),
  /** The last verdict of people: confirmed, or why the case is void; `none`: no verdict yet. */
  verdict: z.enum([...labelVerdicts, 'none']).optional(),
  present: z.enum(['true', 'false']).optional(),
  /** `true`: neither closed nor void. */
  open: z.enum(['true', 'false']).optional(),
  /** Any of these, separated by commas. */
  states: listed.pipe(z.array(caseStateSchema).max(20)).optional(),
  /** A grid cell, or the first digits of several. */
  cell: z
    .string()
    .regex(/^\d{1,15}$/, 'expected 1 to 15 digits')
    .optional(),
  /** Opened at or after this, epoch ms, and before `until`. */
  from: momentText.optional(),
  until: momentText.optional(),
  /** Somebody who accepted it, acted on it, or was assigned to it: a user's name or the id of a person. */
  person: nameSchema
    .min(1)
    .refine(...storable)
    .optional(),
  /** Words in its number, camera, fence, place, code or reason. */
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(...storable)
    .optional(),
  ids: listed.pipe(z.array(caseIdSchema).max(maxCasesAsked)).optional(),
  /** `deadline`: each case with its deadlines and its assignee. */
  with: z.enum(['deadline']).optional(),
  order: z.enum(['latest', 'id']).default('latest'),
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(maxCasesAsked).default(50),
  before: momentText.optional(),
});

/** A case in a list. */
export const listedCaseSchema = caseSummarySchema.extend({
  /** The most urgent deadline; null when none has started, or when nothing more is expected. Only `with=deadline`. */
  deadline: caseDeadlineSchema.nullable().optional(),
  /** The last assignee; null for those on duty. Only `with=deadline`. */
  assignee: assigneeSchema.nullable().optional(),
  /** Until when its holder has snoozed it; null otherwise. Only `with=deadline`. */
  snoozedUntil: momentSchema.nullable().optional(),
});
export type ListedCase = z.infer<typeof listedCaseSchema>;

export const caseListSchema = z.strictObject({
  cases: z.array(listedCaseSchema).max(1000),
  /** The number of cases that a camera still sees. */
  presentCount: countSchema,
  nextCursor: nextCursorSchema,
});
