// Who was not notified of a case, and why.
import { z } from 'zod';
import { longIdSchema, momentSchema, nameSchema } from './limits.ts';

export const untoldSchema = z.strictObject({
  notificationId: longIdSchema,
  role: nameSchema,
  person: nameSchema.nullable(),
  reason: z.enum([
    'nobody-on-duty',
    'waits-for-review',
    'told-already',
    'no-channel',
    'rate-limit',
    'muted',
    'quiet-hours',
    'no-channel-worked',
  ]),
  at: momentSchema,
});
