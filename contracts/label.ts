// Labels: people's verdicts on alerts, each with its subject, as a set for learning and measuring.
import { z } from 'zod';
import { dateSchema } from './calendar.ts';
import { voidReasons } from './case-action.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { kindSchema } from './kind.ts';
import { longIdSchema, momentSchema, nameSchema, ordinalSchema, textSchema } from './limits.ts';
import { cursorSchema, nextCursorSchema } from './page.ts';

/** `confirmed`: the alert was right. All others: why the case is void. */
export const labelVerdicts = ['confirmed', ...voidReasons] as const;
export type LabelVerdict = (typeof labelVerdicts)[number];

/** GET /api/labels?from=&to=&limit=&cursor= : cases of these days, both included, oldest first. */
export const labelQuerySchema = z.strictObject({
  from: dateSchema,
  to: dateSchema,
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: cursorSchema.optional(),
});

export const labelSchema = z.strictObject({
  caseId: longIdSchema,
  incidentId: longIdSchema,
  kind: kindSchema,
  cameraId: longIdSchema,
  fenceId: longIdSchema,
  /** Null for cases of earlier releases. */
  fenceVersion: ordinalSchema.nullable(),
  polygon: z.array(pointSchema).max(1000),
  verdict: z.enum(labelVerdicts),
  /** The step of the verdict, such as `confirmed`, `dismissed`, `void` or `handled`. */
  step: nameSchema,
  /** Who gave the verdict, when, and the reason in words. */
  person: nameSchema,
  at: momentSchema,
  reason: textSchema.nullable(),
  openedAt: momentSchema,
  /** The place in the picture, the confidence, and the numbers that the rule weighed. */
  region: boxSchema,
  confidence: z.number().min(0).max(1),
  trace: z.unknown(),
  /** Addresses of the picture and of the observations around it; null when there is no picture. */
  picture: textSchema.nullable(),
  observations: textSchema,
});
export type Label = z.infer<typeof labelSchema>;

export const labelListSchema = z.strictObject({
  labels: z.array(labelSchema).max(200),
  /** Cases without a label are skipped, so a page may be short; only a missing cursor marks the last page. */
  nextCursor: nextCursorSchema,
});
