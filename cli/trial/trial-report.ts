// The messages between a trial's process and its parent, validated on both sides: neither the model nor its process is trusted.
// Takes and returns JSON.
import { z } from 'zod';
import { boxSchema, thingSchema } from '../../contracts/index.ts';
import {
  externalFileSchema,
  familySchema,
  modelErrorReasons,
  modelNameSchema,
} from '../../models/index.ts';

const labelSchema = z.strictObject({ label: z.string(), thing: thingSchema });

export const candidateSchema = z.strictObject({
  name: modelNameSchema,
  family: familySchema,
  labels: z.array(labelSchema),
  file: z.string(),
  sha256: z.string(),
});

const detectionSchema = labelSchema.extend({ confidence: z.number(), box: boxSchema });
const trialSchema = z.strictObject({
  width: z.number(),
  height: z.number(),
  external: z.array(externalFileSchema).readonly(),
  found: z.array(detectionSchema).readonly(),
});

export const trialReportSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), trial: trialSchema }),
  z.strictObject({ ok: z.literal(false), reason: z.enum(modelErrorReasons), message: z.string() }),
]);
export type TrialReport = z.input<typeof trialReportSchema>;
