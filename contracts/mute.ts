// A mute: for a while nobody is told directly of a camera or a fence, or one person is told of nothing. It has an end and a
// reason, and what it held back stands in the case.
import { z } from 'zod';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema, storable } from './limits.ts';

export const mutedThings = ['person', 'camera', 'fence'] as const;

/** POST /api/mutes; operators and administrators. */
export const newMuteSchema = z.strictObject({
  of: z.enum(mutedThings),
  /** Of the person, camera or fence. */
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
  /** Its own number. */
  mute: z.number().int().positive().max(2_000_000_000),
  from: momentSchema,
  author: nameSchema,
});
export type Mute = z.infer<typeof muteSchema>;

/** GET /api/mutes: those that hold now. DELETE /api/mutes/:mute ends one. */
export const muteListSchema = z.strictObject({ mutes: z.array(muteSchema).max(10_000) });
