// Who is on duty and who would be told, over HTTP. Paths stand beside each schema.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { idSchema, severitySchema } from './fence.ts';
import { kindSchema } from './kind.ts';
import { dutyParts } from './organisation.ts';

const moment = z.coerce.number().int().nonnegative();

/** GET /api/duty?at= : who is on duty in every unit; now when `at` (epoch ms) is absent. */
export const dutyQuerySchema = z.strictObject({ at: moment.optional() });
export const dutyListSchema = z.strictObject({
  at: z.number().int(),
  duties: z.array(
    z.strictObject({
      unit: z.string(),
      part: z.enum(dutyParts),
      /** In the order in which they are told. */
      people: z.array(
        z.strictObject({
          person: z.string(),
          because: z.enum(['shift', 'override']),
          shift: z.string().nullable(),
        }),
      ),
      /** Epoch ms at which somebody may come or go; null when not within nine days. */
      nextChange: z.number().int().nullable(),
    }),
  ),
});

/** GET /api/duty/faults?from=&to= : what is wrong with the coming shifts; the next seven days when absent. */
export const dutyFaultsQuerySchema = z.strictObject({
  from: moment.optional(),
  to: moment.optional(),
});
export const dutyFaultsSchema = z.strictObject({
  faults: z.array(
    z.strictObject({
      fault: z.enum(['gap', 'no-channel', 'doubled']),
      unit: z.string(),
      part: z.enum(dutyParts),
      from: z.number().int(),
      to: z.number().int(),
      person: z.string().optional(),
      others: z.array(z.strictObject({ unit: z.string(), part: z.enum(dutyParts) })).optional(),
    }),
  ),
});

/** POST /api/routes/test : who would be told of such a case, and why. Nothing is sent. */
export const routeTestSchema = z.strictObject({
  kind: kindSchema,
  severity: severitySchema.default('normal'),
  gridCell: gridCellSchema.nullable().default(null),
  place: idSchema.nullable().default(null),
  /** Epoch ms; now when absent. */
  at: z.number().int().nonnegative().optional(),
  /** Levels above the first unit, and which of its people: as escalation asks. */
  level: z.number().int().min(0).max(10).default(0),
  person: z.number().int().min(0).max(200).default(0),
});
export const routeTestAnswerSchema = z.strictObject({
  at: z.number().int(),
  recipients: z.array(
    z.strictObject({
      role: z.string(),
      person: z.string().nullable(),
      topic: z.string(),
      reason: z.string(),
    }),
  ),
  /** The routes that do not fit, and why. */
  passed: z.array(z.strictObject({ route: z.string(), because: z.string() })),
  /** How it came to that, in words. */
  trail: z.string(),
});
