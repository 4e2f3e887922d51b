// A receipt: a device reports over MQTT or HTTP that it received or opened a notification. It carries no time, because clocks of
// phones may be wrong: dispatch's clock gives the time.
import { z } from 'zod';
import { longIdSchema, storable } from './limits.ts';

/** Devices publish here (QoS 1), and only dispatch listens. */
export const receiptTopic = 'fencewatch/v1/receipts';

/** `received`: the device has it. `opened`: a person has opened it there. */
export const receiptSteps = ['received', 'opened'] as const;
export type ReceiptStep = (typeof receiptSteps)[number];

/** The payload on the topic, JSON. */
export const receiptSchema = z.strictObject({
  version: z.literal(1),
  notificationId: longIdSchema,
  step: z.enum(receiptSteps),
  /** The device or person, as it calls itself. */
  by: z
    .string()
    .min(1)
    .max(64)
    .refine(...storable)
    .optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** POST /api/notifications/:notificationId/receipts, by any logged-in user → 204. */
export const receiptBodySchema = z.strictObject({ step: z.enum(receiptSteps) });
