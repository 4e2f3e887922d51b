// Who is on duty and who would be notified, over HTTP. Paths stand above each schema.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { idSchema, severitySchema } from './fence.ts';
import { kindSchema } from './kind.ts';
import {
  latestMoment,
  longIdSchema,
  maxListed,
  momentSchema,
  nameSchema,
  textSchema,
} from './limits.ts';
import { dutyParts } from './organisation.ts';

const moment = z.coerce.number().int().min(0).max(latestMoment);
/** Times in answers may be later than the latest time that can be asked for. */
const answeredMoment = z
  .number()
  .int()
  .min(0)
  .max(latestMoment + 366 * 86_400_000);

/** GET /api/duty?at=&coming= : who is on duty in every unit; now when `at` (epoch ms) is absent. */
export const dutyQuerySchema = z.strictObject({
  at: moment.optional(),
  /** The person whose coming duties are listed; the caller when absent. */
  coming: idSchema.optional(),
});
export const dutyListSchema = z.strictObject({
  at: answeredMoment,
  /** The caller in the roster; null when he is not in it. */
  me: nameSchema.nullable().optional(),
  /** The duties of the next 14 days in the listed units: of the named person, else of the caller. */
  coming: z
    .array(
      z.strictObject({
        unit: longIdSchema,
        part: z.enum(dutyParts),
        from: answeredMoment,
        until: answeredMoment,
      }),
    )
    .max(maxListed)
    .optional(),
  /** Everybody who has shifts in the listed units. */
  colleagues: z
    .array(z.strictObject({ person: nameSchema, name: nameSchema }))
    .max(maxListed)
    .optional(),
  duties: z
    .array(
      z.strictObject({
        unit: longIdSchema,
        unitName: nameSchema.optional(),
        part: z.enum(dutyParts),
        /** In the order of notification. */
        people: z
          .array(
            z.strictObject({
              person: nameSchema,
              name: nameSchema.optional(),
              because: z.enum(['shift', 'override']),
              shift: nameSchema.nullable(),
            }),
          )
          .max(maxListed),
        /** Epoch ms of the next possible change; null when there is none within nine days. */
        nextChange: answeredMoment.nullable(),
      }),
    )
    .max(maxListed),
});

/** GET /api/duty/faults?from=&to= : the faults of the coming shifts; the next seven days when absent. */
export const dutyFaultsQuerySchema = z.strictObject({
  from: moment.optional(),
  to: moment.optional(),
});
export const dutyFaultsSchema = z.strictObject({
  faults: z
    .array(
      z.strictObject({
        fault: z.enum(['gap', 'no-channel', 'doubled']),
        unit: longIdSchema,
        part: z.enum(dutyParts),
        from: answeredMoment,
        to: answeredMoment,
        person: nameSchema.optional(),
        others: z
          .array(z.strictObject({ unit: longIdSchema, part: z.enum(dutyParts) }))
          .max(maxListed)
          .optional(),
      }),
    )
    .max(maxListed),
});

/** POST /api/routes/test : who would be notified of such a case, and why. Nothing is sent. */
export const routeTestSchema = z.strictObject({
  kind: kindSchema,
  severity: severitySchema.default('normal'),
  gridCell: gridCellSchema.nullable().default(null),
  place: idSchema.nullable().default(null),
  /** Epoch ms; now when absent. */
  at: momentSchema.optional(),
  /** Levels above the first unit, and which of its people, as in an escalation. */
  level: z.number().int().min(0).max(10).default(0),
  person: z.number().int().min(0).max(200).default(0),
});
export const routeTestAnswerSchema = z.strictObject({
  at: answeredMoment,
  recipients: z
    .array(
      z.strictObject({
        role: nameSchema,
        person: nameSchema.nullable(),
        topic: textSchema,
        reason: textSchema,
        /** The end of his quiet hours, for which the message waits; null when it does not. */
        quietUntil: answeredMoment.nullable(),
      }),
    )
    .max(maxListed),
  /** People who were passed over because of their quiet hours. */
  passedOver: z.array(z.strictObject({ role: nameSchema, person: nameSchema })).max(maxListed),
  /** The routes that did not match, and why. */
  passed: z.array(z.strictObject({ route: nameSchema, because: textSchema })).max(maxListed),
  /** The explanation in words. */
  trail: z.string().max(maxListed),
});
