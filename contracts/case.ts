// A case: dispatch's record of one place. Lists carry it as a summary.
import { z } from 'zod';
import { clipFindingSchema } from './clip.ts';
import { caseActionNames } from './case-action.ts';
import { caseStepSchema } from './case-log.ts';
import { caseDeadlineSchema } from './case-deadline.ts';
import { caseStateSchema } from './case-state.ts';
import { deliveryFaults } from './delivery-fault.ts';
import { idSchema, severitySchema } from './fence.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { incidentEventNames } from './incident.ts';
import { kindSchema } from './kind.ts';
import {
  countSchema,
  longIdSchema,
  maxListed,
  momentSchema,
  nameSchema,
  ordinalSchema,
  textSchema,
} from './limits.ts';
import { roleSchema } from './notification.ts';
import { casePhotoSchema } from './photo.ts';
import { caseReportSchema } from './report.ts';
import { keptEvidenceSchema } from './retention.ts';
import { untoldSchema } from './untold.ts';

export const caseSummarySchema = z.strictObject({
  id: longIdSchema,
  /** The incident that began the case; `region`, `reason` and the picture of a summary belong to its first opening. */
  incidentId: longIdSchema,
  kind: kindSchema,
  state: caseStateSchema,
  /** Whether any camera still sees the object. */
  present: z.boolean(),
  cameraId: longIdSchema,
  cameraName: nameSchema,
  fenceId: longIdSchema,
  fenceName: nameSchema,
  gridCell: nameSchema.nullable(),
  matterCode: nameSchema,
  /** Absent from cases of earlier releases. */
  severity: severitySchema.optional(),
  /** The fence version that judged its first event; absent from cases of earlier releases. */
  fenceVersion: ordinalSchema.nullable().optional(),
  openedAt: momentSchema,
  /**
   * When its object last came back; `openedAt` until then. Lists are sorted by this, latest first; absent from earlier releases.
   */
  lastOpenedAt: momentSchema.optional(),
  lastEventAt: momentSchema,
  clearedAt: momentSchema.nullable(),
  acknowledgedAt: momentSchema.nullable(),
  acknowledgedBy: nameSchema.nullable(),
  confidence: z.number().min(0).max(1),
  region: boxSchema,
  reason: textSchema,
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
  /** The real place that its fences watch; null when they name none, absent from cases of earlier releases. */
  place: idSchema.nullable().optional(),
  /** The cameras whose incidents joined it later, in that order, without the first camera; no duplicates. */
  alsoSeenBy: z
    .array(z.strictObject({ cameraId: longIdSchema, cameraName: nameSchema }))
    .max(maxListed)
    .optional(),
  /** Who reported it and where. Such a case has no camera: `cameraId` is `no-camera`, `fenceName` its place in words. */
  report: caseReportSchema.nullable().optional(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

/**
 * How far a notification has come:
 * - `waiting`: dispatch keeps it until the broker is reachable
 * - `refused`: the broker refuses its topic; dispatch keeps it and retries
 * - `handed-over`: the broker has accepted it. Whether a subscriber got it is in `received` and `opened`
 * - `failed`: can never be sent
 */
export const deliveryStates = ['waiting', 'refused', 'handed-over', 'failed'] as const;

/** Whether the topic had subscribers when the broker accepted it; only some brokers report it. */
export const listenersKnown = ['some', 'nobody', 'unknown'] as const;

/** The receipts of a notification: when dispatch first got one, and from which person or device. */
const receiptHeardSchema = z.strictObject({ at: momentSchema, by: nameSchema.nullable() });

/** One attempt to notify a person over one channel. */
export const channelTrySchema = z.strictObject({
  channel: z.string().max(64),
  at: momentSchema,
  outcome: z.enum(['delivered', 'retryable', 'permanent']),
  /** Null when it was delivered. */
  reason: z.string().max(64).nullable(),
  detail: z.string().max(500).nullable(),
});
export type ChannelTry = z.infer<typeof channelTrySchema>;

export const deliverySchema = z.strictObject({
  notificationId: longIdSchema,
  role: roleSchema,
  recipient: nameSchema.nullable(),
  /** Empty for a direct message. */
  topic: z.string().max(1000),
  /** The channel that has accepted it or is tried next; absent for a topic of the broker. */
  channel: z.string().max(64).optional(),
  /** The last attempts, the latest last; absent for a topic of the broker. */
  tries: z.array(channelTrySchema).max(100).optional(),
  event: z.enum(incidentEventNames),
  /** When the event was seen; absent from answers of earlier releases. */
  capturedAt: momentSchema.optional(),
  state: z.enum(deliveryStates),
  attempts: countSchema,
  /** The time of the last attempt. */
  at: momentSchema,
  /** For logs: the code, then the message of the other side. */
  error: z.string().max(2000).nullable(),
  /** The code of `error`; absent where there is none, and from answers of earlier releases. */
  fault: z.enum(deliveryFaults).optional(),
  /** Null until the broker has accepted it. */
  listeners: z.enum(listenersKnown).nullable(),
  /** A device has received it. */
  received: receiptHeardSchema.nullable(),
  /** A person has opened it on a device. */
  opened: receiptHeardSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/**
 * The effect of an alert on its case:
 * - `opened`: a new case
 * - `opened-by-later-event`: a new case whose first events are missing (so far)
 * - `joined`: another fence saw the object of an open case; nobody is notified again
 * - `seen-again`: still there
 * - `also-seen`: another fence of the case reports it as still there or back; nobody is notified
 * - `cleared`: no camera sees it any more
 * - `cleared-in-part`: this fence is clear, another one of the case is not; nobody is notified
 * - `came-back`: it is there again after all fences were clear
 * - `superseded`: a later event of this incident arrived earlier; stored, without any effect
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
  incidentId: longIdSchema,
  cameraId: longIdSchema,
  cameraName: nameSchema,
  fenceId: longIdSchema,
  fenceName: nameSchema,
  /** Null when it began under an earlier release. */
  fenceVersion: ordinalSchema.nullable(),
  /** Whether this camera still sees the object in this fence. */
  present: z.boolean(),
  openedAt: momentSchema,
  lastEventAt: momentSchema,
  clearedAt: momentSchema.nullable(),
  confidence: z.number().min(0).max(1),
  region: boxSchema,
  reason: textSchema,
  /** The polygon of the fence version that judged; empty when dispatch did not know it. */
  polygon: z.array(pointSchema).max(maxListed),
  trace: z.unknown(),
  /** GET /api/cases/:caseId/incidents/:incidentId/picture.jpg, …/clip.mp4 */
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
});
export type CaseIncident = z.infer<typeof caseIncidentSchema>;

/**
 * One opening of an incident: the first, or one after the object came back. Each keeps its evidence, picture and clip. Nothing in
 * it changes except `clearedAt`, and media that arrive later.
 */
export const caseOpeningSchema = z.strictObject({
  incidentId: longIdSchema,
  /** Sequence of the alert that opened it: 1 is the first time. */
  opening: ordinalSchema,
  alertId: longIdSchema,
  cameraId: longIdSchema,
  cameraName: nameSchema,
  fenceId: longIdSchema,
  fenceName: nameSchema,
  fenceVersion: ordinalSchema,
  openedAt: momentSchema,
  /** When the object came to rest this time, by the observations. */
  presentSince: momentSchema,
  /** Null while it is there. */
  clearedAt: momentSchema.nullable(),
  confidence: z.number().min(0).max(1),
  region: boxSchema,
  reason: textSchema,
  trace: z.unknown(),
  /** GET /api/cases/:caseId/incidents/:incidentId/openings/:opening/picture.jpg, …/clip.mp4 */
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
  /** Coverage and gaps of its clip; only for the newest hundred openings, absent from earlier releases. */
  clip: clipFindingSchema.nullable().optional(),
});
export type CaseOpening = z.infer<typeof caseOpeningSchema>;

export const caseDetailSchema = caseSummarySchema.extend({
  polygon: z.array(pointSchema).max(maxListed),
  trace: z.unknown(),
  /** Of all its incidents, in the order of their times; absent from earlier releases. */
  openings: z.array(caseOpeningSchema).max(maxListed).optional(),
  /** The incident that began the case first, then in the order in which they joined; absent means only that one. */
  incidents: z.array(caseIncidentSchema).max(maxListed).optional(),
  /** Of all its incidents, in the order in which they were recorded. */
  events: z
    .array(
      z.strictObject({
        alertId: longIdSchema,
        event: z.enum(incidentEventNames),
        capturedAt: momentSchema,
        reason: textSchema,
        region: boxSchema,
        incidentId: longIdSchema.optional(),
        cameraName: nameSchema.optional(),
        effect: z.enum(alertEffects).optional(),
        /** Whether an edge signed it with a known key; absent from answers of earlier releases. */
        signed: z.boolean().optional(),
      }),
    )
    .max(maxListed),
  deliveries: z.array(deliverySchema).max(maxListed),
  /** Who has opened the case in the dashboard, in order of first time, with that time. */
  openedBy: z.array(z.strictObject({ username: nameSchema, at: momentSchema })).max(maxListed),
  /** All events of the case, oldest first; absent from answers of earlier releases, like the following fields. */
  history: z.array(caseStepSchema).max(maxListed).optional(),
  /** Its deadlines that have started. */
  deadlines: z.array(caseDeadlineSchema).max(100).optional(),
  /** Who was not notified of it, and why. */
  untold: z.array(untoldSchema).max(maxListed).optional(),
  /** Photos of its report and its steps, oldest first. */
  photos: z.array(casePhotoSchema).max(maxListed).optional(),
  /** Legal hold, deleted files, and missing or changed files. */
  evidence: keptEvidenceSchema.optional(),
  /** The actions that the caller may take now. */
  actions: z.array(z.enum(caseActionNames)).max(100).optional(),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;
