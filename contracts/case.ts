// A case: dispatch's file on one place. In lists it travels as a summary.
import { z } from 'zod';
import { severitySchema } from './fence.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { incidentEventNames } from './incident.ts';
import { kindSchema } from './kind.ts';
import { roleSchema } from './notification.ts';

/** reported → accepted (立案) → dispatched (派遣) → acknowledged → handled → verified (核查) → closed (结案). */
export const caseStates = [
  'reported',
  'accepted',
  'dispatched',
  'acknowledged',
  'handled',
  'verified',
  'closed',
  'void',
  'deferred',
] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;

export const caseSummarySchema = z.strictObject({
  id: z.string(),
  incidentId: z.string(),
  kind: kindSchema,
  state: caseStateSchema,
  /** Whether the camera still sees the thing. */
  present: z.boolean(),
  cameraId: z.string(),
  cameraName: z.string(),
  fenceId: z.string(),
  fenceName: z.string(),
  gridCell: z.string().nullable(),
  matterCode: z.string(),
  /** Absent from cases of earlier releases. */
  severity: severitySchema.optional(),
  /** The version of the fence that judged its first event; absent from cases of earlier releases. */
  fenceVersion: z.number().int().positive().nullable().optional(),
  openedAt: z.number().int(),
  lastEventAt: z.number().int(),
  clearedAt: z.number().int().nullable(),
  acknowledgedAt: z.number().int().nullable(),
  acknowledgedBy: z.string().nullable(),
  confidence: z.number(),
  region: boxSchema,
  reason: z.string(),
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const deliverySchema = z.strictObject({
  role: roleSchema,
  recipient: z.string().nullable(),
  topic: z.string(),
  event: z.enum(incidentEventNames),
  state: z.enum(['delivered', 'waiting', 'failed']),
  attempts: z.number().int(),
  at: z.number().int(),
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const caseDetailSchema = caseSummarySchema.extend({
  polygon: z.array(pointSchema),
  trace: z.unknown(),
  events: z.array(
    z.strictObject({
      alertId: z.string(),
      event: z.enum(incidentEventNames),
      capturedAt: z.number().int(),
      reason: z.string(),
      region: boxSchema,
    }),
  ),
  deliveries: z.array(deliverySchema),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;
