// A mute: for a limited time nobody gets direct messages about a camera or a fence, or one person gets none at all. It has an end and
// a reason, and a case lists the messages that were not sent because of it.
import { z } from 'zod';
import { idSchema } from './fence.ts';
import { latestMoment, momentSchema, nameSchema, storable } from './limits.ts';

export const mutedThings = ['person', 'camera', 'fence'] as const;

/** POST /api/mutes; operators and administrators. */
export const newMuteSchema = z.strictObject({
  of: z.enum(mutedThings),
  /** The id of the person, camera or fence. */
  id: idSchema,
  /** In the future, at most 30 days away. */
  until: momentSchema,
  reason: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .refine(...storable),
});
export type NewMute = z.infer<typeof newMuteSchema>;

export const muteSchema = newMuteSchema.extend({
  /** The number of the mute. */
  mute: z.number().int().positive().max(2_000_000_000),
  from: momentSchema,
  author: nameSchema,
  /** Who ended it early; null while it is active, or if it has ended by itself. */
  endedBy: nameSchema.nullable(),
});
export type Mute = z.infer<typeof muteSchema>;

/** GET /api/mutes?ended= : the active ones, and with `ended` (epoch ms) those that have ended since. DELETE /api/mutes/:mute ends one. */
export const muteQuerySchema = z.strictObject({
  ended: z.coerce.number().int().min(0).max(latestMoment).optional(),
});
export const muteListSchema = z.strictObject({ mutes: z.array(muteSchema).max(10_000) });
