// The actions on a case, the role of the actor in the case (not the role of the log-in), and the input of each action. The rules
// of who may act in which state belong to dispatch.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { idSchema } from './fence.ts';
import { momentSchema, storable } from './limits.ts';
import { dutyPartSchema, levels } from './organisation.ts';
import { photoIdSchema, photoListSchema } from './photo.ts';

/** `system` is dispatch itself: it acts on an alert, a timer or a camera. */
export const caseParts = [
  'system',
  'intake',
  'inspector',
  'duty-leader',
  'dispatcher',
  'handler',
] as const;
export type CasePart = (typeof caseParts)[number];

/** The only reasons to void a case. */
export const voidReasons = [
  'false-alarm',
  'permitted',
  'not-a-matter',
  'duplicate',
  'cannot-be-seen',
] as const;
export type VoidReason = (typeof voidReasons)[number];

/** Why an accepted case was taken from its holder. */
export const leaverReasons = ['shift-over', 'log-in-disabled'] as const;
export type LeaverReason = (typeof leaverReasons)[number];

export const caseIdSchema = z
  .string()
  .regex(/^\d{8}-\d{4,9}$/, 'expected the id of a case such as "20261122-0007"');

/**
 * Who gets a case: a person, or a role such as the duty leader, in a unit, in the unit of a cell, or in the unit of a level
 * above the case's cell. Without a place it is the person's own unit, else the unit of the case's cell.
 */
export const assigneeSchema = z
  .strictObject({
    person: idSchema.optional(),
    part: dutyPartSchema.optional(),
    unit: idSchema.optional(),
    cell: gridCellSchema.optional(),
    level: z.enum(levels).optional(),
  })
  .refine(
    (target) => Object.values(target).some((value) => value !== undefined),
    'expected a person, a part, a unit, a cell or a level',
  )
  .refine(
    ({ unit, cell, level }) => [unit, cell, level].filter((one) => one !== undefined).length <= 1,
    'expected one of unit, cell and level',
  );
export type Assignee = z.infer<typeof assigneeSchema>;

const text = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine(...storable);
const until = momentSchema.min(1);

const reasonIfAny = { reason: text.optional() };
/** The time of the step on the phone, which may have been offline. Only for display. */
const saidIfAny = { saidAt: momentSchema.optional(), ...reasonIfAny };
/** Photos that were uploaded before; each belongs to one step. */
const photosIfAny = {
  photos: photoListSchema.optional(),
  /** A single photo, from earlier releases. */
  photo: photoIdSchema.optional(),
};

/** POST /api/cases/:caseId/transitions */
export const caseActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('dispatch'), to: assigneeSchema.optional(), ...reasonIfAny }),
  /** A reviewer approves it. */
  z.strictObject({ action: z.literal('confirm'), ...reasonIfAny }),
  /** A reviewer rejects it: it is void, and nobody was notified. */
  z.strictObject({
    action: z.literal('dismiss'),
    why: z.enum(voidReasons),
    duplicateOf: caseIdSchema.optional(),
    ...reasonIfAny,
  }),
  z.strictObject({ action: z.literal('lapse-review'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('acknowledge'), ...saidIfAny }),
  z.strictObject({ action: z.literal('arrive'), ...photosIfAny, ...saidIfAny }),
  /** The reason says what was done. */
  z.strictObject({ action: z.literal('handle'), ...photosIfAny, ...saidIfAny }),
  z.strictObject({ action: z.literal('verify'), ...photosIfAny, ...reasonIfAny }),
  z.strictObject({ action: z.literal('close'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('return'), ...photosIfAny, ...reasonIfAny }),
  z.strictObject({
    action: z.literal('void'),
    why: z.enum(voidReasons),
    duplicateOf: caseIdSchema.optional(),
    ...saidIfAny,
  }),
  z.strictObject({ action: z.literal('ask-to-defer'), until, ...reasonIfAny }),
  z.strictObject({ action: z.literal('defer'), until, ...reasonIfAny }),
  z.strictObject({ action: z.literal('resume'), ...reasonIfAny }),
  /** The reason names the department that the case waits for. */
  z.strictObject({ action: z.literal('wait'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('go-on'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('transfer'), to: assigneeSchema, ...saidIfAny }),
  /** The accepted cases of a person whose shift has ended go to the people on duty. */
  z.strictObject({
    action: z.literal('hand-on'),
    to: assigneeSchema,
    leaver: z.enum(leaverReasons),
    ...reasonIfAny,
  }),
  /** Snoozed by its holder until then; its deadlines run on. */
  z.strictObject({ action: z.literal('snooze'), until, ...reasonIfAny }),
  z.strictObject({ action: z.literal('wake'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('escalate'), ...saidIfAny }),
  z.strictObject({ action: z.literal('lapse'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('note-clear'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('close-clear'), ...reasonIfAny }),
  z.strictObject({ action: z.literal('reopen'), ...reasonIfAny }),
]);
export type CaseAction = z.infer<typeof caseActionSchema>;
export type CaseActionName = CaseAction['action'];
export const caseActionNames = caseActionSchema.options.map(({ shape }) => shape.action.value) as [
  CaseActionName,
  ...CaseActionName[],
];

/** Why an action was refused. */
export const actionRefusals = [
  'not-from-this-state',
  'not-open',
  'already-acknowledged',
  'already-reviewed',
  'not-your-part',
  'own-work',
  'own-request',
  'reason-missing',
  'photo-missing',
  'photo-unknown',
  'photo-used-before',
  'end-not-ahead',
  'end-too-far',
  'duplicate-missing',
  'duplicate-of-itself',
  'duplicate-unknown',
  'target-unknown',
  'duplicate-void',
  'still-there',
  'already-waiting',
  'not-waiting',
  'not-yours',
  'already-snoozed',
  'not-snoozed',
  'snooze-too-long',
  'already-red',
  'past-limit',
] as const;
export type ActionRefusal = (typeof actionRefusals)[number];
