// The history of a case: one entry per event, with its time, who did it in which part, and its data. Deadlines, escalation and
// statistics are computed from these entries alone.
import { z } from 'zod';
import { assigneeSchema, caseParts, leaverReasons, voidReasons } from './case-action.ts';
import { caseStateSchema } from './case-state.ts';
import { longIdSchema, momentSchema, nameSchema, textSchema } from './limits.ts';
import { dutyPartSchema } from './organisation.ts';
import { photoListSchema } from './photo.ts';
import { limitNames } from './policy.ts';

export const caseStepNames = [
  'reported',
  'accepted',
  'dispatched',
  'joined',
  'still-there',
  'cleared-in-part',
  'cleared',
  'came-back',
  'late-event',
  'late-lease',
  'next-edge',
  'acknowledged',
  'on-site',
  'handled',
  'verified',
  'closed',
  'returned',
  'void',
  'deferral-asked',
  'deferred',
  'resumed',
  'waiting',
  'went-on',
  'transferred',
  'escalated',
  'reminded',
  'acknowledgement-lapsed',
  'handed-on',
  'snoozed',
  'woken',
  'held-quiet',
  're-opened',
  'clear-before-arrival',
  'told',
  'held-for-review',
  'confirmed',
  'dismissed',
  'review-lapsed',
] as const;
export type CaseStepName = (typeof caseStepNames)[number];

/** The result of looking in a unit for somebody on duty, or of trying a named person. */
export const askResults = [
  'on-duty',
  'nobody-on-duty',
  /** Skipped, because the case was escalated past it. */
  'escalated-past',
  /** There is no further person on duty here. */
  'no-further-person',
  /** No channel reaches the named person, or any person on duty. */
  'no-channel',
  /** The named person is not on duty. */
  'off-duty',
  /** The named person is no longer in the roster. */
  'left',
] as const;
export type AskResult = (typeof askResults)[number];

const askedSchema = z.strictObject({
  part: dutyPartSchema,
  /** Its name then. */
  unit: nameSchema,
  /** The name of the person who was asked for, or found. */
  person: nameSchema.optional(),
  result: z.enum(askResults),
});
export type Asked = z.infer<typeof askedSchema>;

/** The data of a step; each kind of step has its own fields. */
export const stepDetailsSchema = z.strictObject({
  to: assigneeSchema.optional(),
  /** What happens at the end of a review. */
  otherwise: z.enum(['send', 'lapse']).optional(),
  /** Epoch ms: the end of a deferral, of a snooze, or of the wait for a review. */
  until: momentSchema.optional(),
  why: z.enum(voidReasons).optional(),
  leaver: z.enum(leaverReasons).optional(),
  /** Epoch ms: the first end of quiet hours for which somebody's message waits. */
  quietUntil: momentSchema.optional(),
  /** The role on duty of the person who accepted it; absent when not on duty. */
  duty: z
    .strictObject({ person: longIdSchema, unit: longIdSchema, part: dutyPartSchema })
    .optional(),
  /** The edge that sent a late report, or that took over the camera. */
  edge: longIdSchema.optional(),
  duplicateOf: longIdSchema.optional(),
  /** SHA-256 of a photo: entries of earlier releases have only this one. */
  photo: longIdSchema.optional(),
  photos: photoListSchema.optional(),
  /** The time on the phone when the person took the step; the step's own time is when dispatch received it. */
  saidAt: momentSchema.optional(),
  /** How many levels above the case's own unit people were notified. */
  level: z.number().int().min(0).max(1000).optional(),
  /** How the notified people were found, in order; absent in steps of earlier releases. */
  asked: z.array(askedSchema).max(1000).optional(),
  /** The limit that people were warned about, and its light at that time. */
  limit: z.enum(limitNames).optional(),
  light: z.enum(['yellow', 'red']).optional(),
});
export type TakenDuty = NonNullable<z.infer<typeof stepDetailsSchema>['duty']>;
export type StepDetails = z.infer<typeof stepDetailsSchema>;

export const caseStepSchema = z.strictObject({
  step: z.enum(caseStepNames),
  /** The state of the case after it. */
  state: caseStateSchema,
  at: momentSchema,
  /** Who did it: a user, or null for dispatch itself. */
  actor: nameSchema.nullable(),
  alertId: longIdSchema.nullable(),
  /** The role in which it was done; null for steps of earlier releases and for effects of an alert. */
  part: z.enum(caseParts).nullable(),
  reason: textSchema.nullable(),
  details: stepDetailsSchema.nullable(),
  /** Identifies the step within its case, so that it is never recorded twice; null for steps that an alert's id identifies. */
  key: z.string().max(1000).nullable(),
});
export type CaseStep = z.infer<typeof caseStepSchema>;
