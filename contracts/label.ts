// Labels: what people have said of alerts, each with what it was about, as a set to learn and measure with.
import { z } from 'zod';
import { dateSchema } from './calendar.ts';
import { voidReasons } from './case-action.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { kindSchema } from './kind.ts';
import { longIdSchema, momentSchema, nameSchema, ordinalSchema, textSchema } from './limits.ts';
import { cursorSchema, nextCursorSchema } from './page.ts';

/** `confirmed`: it is what the fence takes it for. Else why it is no matter. */
export const labelVerdicts = ['confirmed', ...voidReasons] as const;
export type LabelVerdict = (typeof labelVerdicts)[number];

/** GET /api/labels?from=&to=&limit=&cursor= : of the cases of these days, both included, the oldest first. */
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
  /** The step in which it was said, such as `confirmed`, `dismissed`, `void` or `handled`. */
  step: nameSchema,
  /** Who said it, when, and why in words. */
  person: nameSchema,
  at: momentSchema,
  reason: textSchema.nullable(),
  openedAt: momentSchema,
  /** What the camera saw: where, how surely, and by which measures the rule decided. */
  region: boxSchema,
  confidence: z.number().min(0).max(1),
  trace: z.unknown(),
  /** Paths of the picture and of the observations around it; null where there is no picture. */
  picture: textSchema.nullable(),
  observations: textSchema,
});
export type Label = z.infer<typeof labelSchema>;

export const labelListSchema = z.strictObject({
  labels: z.array(labelSchema).max(200),
  /** Cases without a label are passed over: a page may be short, and is the last one only without this. */
  nextCursor: nextCursorSchema,
});
