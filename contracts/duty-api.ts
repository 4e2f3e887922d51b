// Who is on duty and who would be told, over HTTP. Paths stand beside each schema.
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
/** Answers look ahead of what was asked for. */
const answeredMoment = z
  .number()
  .int()
  .min(0)
  .max(latestMoment + 366 * 86_400_000);

/** GET /api/duty?at= : who is on duty in every unit; now when `at` (epoch ms) is absent. */
export const dutyQuerySchema = z.strictObject({ at: moment.optional() });
export const dutyListSchema = z.strictObject({
  at: answeredMoment,
  duties: z
    .array(
      z.strictObject({
        unit: longIdSchema,
        part: z.enum(dutyParts),
        /** In the order in which they are told. */
        people: z
          .array(
            z.strictObject({
              person: nameSchema,
              because: z.enum(['shift', 'override']),
              shift: nameSchema.nullable(),
            }),
          )
          .max(maxListed),
        /** Epoch ms at which somebody may come or go; null when not within nine days. */
        nextChange: answeredMoment.nullable(),
      }),
    )
    .max(maxListed),
});

/** GET /api/duty/faults?from=&to= : what is wrong with the coming shifts; the next seven days when absent. */
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

/** POST /api/routes/test : who would be told of such a case, and why. Nothing is sent. */
export const routeTestSchema = z.strictObject({
  kind: kindSchema,
  severity: severitySchema.default('normal'),
  gridCell: gridCellSchema.nullable().default(null),
  place: idSchema.nullable().default(null),
  /** Epoch ms; now when absent. */
  at: momentSchema.optional(),
  /** Levels above the first unit, and which of its people: as escalation asks. */
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
      }),
    )
    .max(maxListed),
  /** The routes that do not fit, and why. */
  passed: z.array(z.strictObject({ route: nameSchema, because: textSchema })).max(maxListed),
  /** How it came to that, in words. */
  trail: z.string().max(maxListed),
});
