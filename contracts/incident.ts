// An incident: one real event at one place in one fence. The fence engine emits incident events.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { kindSchema } from './kind.ts';
import {
  longIdSchema,
  measureSchema,
  momentSchema,
  nameSchema,
  storable,
  ordinalSchema,
  spanMsSchema,
  textSchema,
} from './limits.ts';

/** The limit for edge and dispatch: `<camera>-<fence>-<time>-<cell>` has at most 146 characters. */
export const incidentIdSchema = z
  .string()
  .min(1)
  .max(200)
  .refine(...storable);

export const incidentEventNames = ['opened', 'still-there', 'cleared'] as const;
export const incidentEventSchema = z.strictObject({
  event: z.enum(incidentEventNames),
  incidentId: incidentIdSchema,
  /** 1 for the first event of the incident, then one more each. */
  sequence: ordinalSchema,
  kind: kindSchema,
  cameraId: longIdSchema,
  fenceId: longIdSchema,
  fenceVersion: ordinalSchema,
  capturedAt: momentSchema,
  mediaTimeMs: spanMsSchema.nullable(),
  /** When the object came to rest, by the observations. */
  presentSince: momentSchema,
  openedAt: momentSchema,
  region: boxSchema,
  confidence: z.number().min(0).max(1),
  /** One English sentence for logs and the command line; the dashboard words `trace` itself. */
  reason: textSchema,
  /** The evidence that the rule weighed, with its numbers. */
  trace: z.strictObject({
    rule: nameSchema,
    dwellMs: spanMsSchema,
    evidence: z
      .array(
        z.strictObject({ name: nameSchema, value: measureSchema, detail: textSchema.optional() }),
      )
      .max(200),
  }),
});
export type IncidentEvent = z.infer<typeof incidentEventSchema>;
