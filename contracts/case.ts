// A case: dispatch's file on one place. In lists it travels as a summary.
import { z } from 'zod';
import { caseActionNames } from './case-action.ts';
import { caseStepSchema } from './case-log.ts';
import { caseDeadlineSchema } from './case-deadline.ts';
import { caseStateSchema } from './case-state.ts';
import { idSchema, severitySchema } from './fence.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { incidentEventNames } from './incident.ts';
import { kindSchema } from './kind.ts';
import { longIdSchema, momentSchema, nameSchema } from './limits.ts';
import { roleSchema } from './notification.ts';

export const caseSummarySchema = z.strictObject({
  id: z.string(),
  /** The incident that began the case; `region`, `reason` and the picture of a summary are those of its first opening. */
  incidentId: z.string(),
  kind: kindSchema,
  state: caseStateSchema,
  /** Whether any camera still sees the thing. */
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
  /** When its thing was seen to come back last; `openedAt` until then. Lists have the latest first; absent from earlier releases. */
  lastOpenedAt: z.number().int().optional(),
  lastEventAt: z.number().int(),
  clearedAt: z.number().int().nullable(),
  acknowledgedAt: z.number().int().nullable(),
  acknowledgedBy: z.string().nullable(),
  confidence: z.number(),
  region: boxSchema,
  reason: z.string(),
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
  /** The real place that its fences watch; null when they name none, absent from cases of earlier releases. */
  place: idSchema.nullable().optional(),
  /** The cameras whose incidents joined it later, in that order; each once, without the one that began it. */
  alsoSeenBy: z.array(z.strictObject({ cameraId: z.string(), cameraName: z.string() })).optional(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

/**
 * How far a notification has come on its way to the broker. Each step says what is known, and no more:
 * - `waiting`: still with dispatch; it goes out when the broker is there
 * - `refused`: the broker refuses its topic; dispatch keeps it and tries again
 * - `handed-over`: the broker has taken it. Nothing is said about who hears it: `received` and `opened` do
 * - `failed`: can never go out
 */
export const deliveryStates = ['waiting', 'refused', 'handed-over', 'failed'] as const;

/** Who listened on the topic when the broker took it: only some brokers say. */
export const listenersKnown = ['some', 'nobody', 'unknown'] as const;

/** What a receiver has said of a notification: when dispatch heard of it first, and who or which device said so. */
const receiptHeardSchema = z.strictObject({ at: momentSchema, by: nameSchema.nullable() });

export const deliverySchema = z.strictObject({
  notificationId: longIdSchema,
  role: roleSchema,
  recipient: nameSchema.nullable(),
  topic: z.string().max(1000),
  event: z.enum(incidentEventNames),
  /** When what it tells of was seen; absent from answers of earlier releases. */
  capturedAt: momentSchema.optional(),
  state: z.enum(deliveryStates),
  attempts: z.number().int().nonnegative(),
  /** Of the last attempt. */
  at: momentSchema,
  error: z.string().max(2000).nullable(),
  /** Null until the broker has taken it. */
  listeners: z.enum(listenersKnown).nullable(),
  /** A device has it. */
  received: receiptHeardSchema.nullable(),
  /** A person has opened it on a device. */
  opened: receiptHeardSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const untoldSchema = z.strictObject({
  notificationId: z.string(),
  role: z.string(),
  person: z.string().nullable(),
  reason: z.enum(['nobody-on-duty', 'told-already']),
  at: z.number().int(),
});

/**
 * What an alert did to its case:
 * - `opened`: a new case
 * - `opened-by-later-event`: a new case whose first events did not come (yet)
 * - `joined`: another fence saw what a present case is about; nobody is told again
 * - `seen-again`: still there
 * - `also-seen`: still there or back, says a fence while another one speaks for the case; nobody is told
 * - `cleared`: no camera sees it any more
 * - `cleared-in-part`: this fence is empty, another one is not; nobody is told
 * - `came-back`: there again after all was clear
 * - `superseded`: a later event of this incident was here first; kept, changes nothing, nobody is told
 */
export const alertEffects = [
  'opened',
  'opened-by-later-event',
  'joined',
  'seen-again',
  'also-seen',
  'cleared',
  'cleared-in-part',
  'came-back',
  'superseded',
] as const;
export type AlertEffect = (typeof alertEffects)[number];

/** One incident of a case: what one fence of one camera saw. */
export const caseIncidentSchema = z.strictObject({
  incidentId: z.string(),
  cameraId: z.string(),
  cameraName: z.string(),
  fenceId: z.string(),
  fenceName: z.string(),
  /** Null when it began under an earlier release. */
  fenceVersion: z.number().int().positive().nullable(),
  /** Whether this camera still sees the thing in this fence. */
  present: z.boolean(),
  openedAt: z.number().int(),
  lastEventAt: z.number().int(),
  clearedAt: z.number().int().nullable(),
  confidence: z.number(),
  region: boxSchema,
  reason: z.string(),
  /** The fence as the version that judged drew it; empty when dispatch did not know it. */
  polygon: z.array(pointSchema),
  trace: z.unknown(),
  /** GET /api/cases/:caseId/incidents/:incidentId/picture.jpg, …/clip.mp4 */
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
});
export type CaseIncident = z.infer<typeof caseIncidentSchema>;

/**
 * One time that an incident opened: the first, or when the thing came back. Each keeps what was found then, and its own
 * picture and clip. Nothing in it changes but `clearedAt`, and media that come later.
 */
export const caseOpeningSchema = z.strictObject({
  incidentId: z.string(),
  /** Sequence of the alert that opened it: 1 is the first time. */
  opening: z.number().int().positive(),
  alertId: z.string(),
  cameraId: z.string(),
  cameraName: z.string(),
  fenceId: z.string(),
  fenceName: z.string(),
  fenceVersion: z.number().int().positive(),
  openedAt: z.number().int(),
  /** When the thing came to rest this time, as far as was seen. */
  presentSince: z.number().int(),
  /** Null while it is there. */
  clearedAt: z.number().int().nullable(),
  confidence: z.number(),
  region: boxSchema,
  reason: z.string(),
  trace: z.unknown(),
  /** GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/picture.jpg, …/clip.mp4 */
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
});
export type CaseOpening = z.infer<typeof caseOpeningSchema>;

export const caseDetailSchema = caseSummarySchema.extend({
  polygon: z.array(pointSchema),
  trace: z.unknown(),
  /** Of all its incidents, in the order in which they were seen; absent from dispatches of earlier releases. */
  openings: z.array(caseOpeningSchema).optional(),
  /** The one that began the case first, then in the order in which they joined; absent means that one alone. */
  incidents: z.array(caseIncidentSchema).min(1).optional(),
  /** Of all its incidents, in the order in which they were recorded. */
  events: z.array(
    z.strictObject({
      alertId: z.string(),
      event: z.enum(incidentEventNames),
      capturedAt: z.number().int(),
      reason: z.string(),
      region: boxSchema,
      incidentId: z.string().optional(),
      cameraName: z.string().optional(),
      effect: z.enum(alertEffects).optional(),
    }),
  ),
  deliveries: z.array(deliverySchema).max(100_000),
  /** Who has opened the case in the dashboard, each with the first time, in that order. */
  openedBy: z.array(z.strictObject({ username: nameSchema, at: momentSchema })).max(10_000),
  /** All that happened to it, oldest first; absent from answers of earlier releases, as is what follows. */
  history: z.array(caseStepSchema).optional(),
  /** How it stands with its limits; those that have begun. */
  deadlines: z.array(caseDeadlineSchema).optional(),
  /** Who was not told of it, and why. */
  untold: z.array(untoldSchema).optional(),
  /** What whoever asks may do with it now. */
  actions: z.array(z.enum(caseActionNames)).optional(),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;
