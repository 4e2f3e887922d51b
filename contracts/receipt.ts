// A receipt: what a device says of a notification that it has taken, over MQTT or HTTP. Takes nothing but the step: when it
// was is told by the clock of dispatch, for clocks of phones are what they are.
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
  /** Which device or person, as it calls itself. */
  by: z
    .string()
    .min(1)
    .max(64)
    .refine(...storable)
    .optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** POST /api/notifications/:notificationId/receipts, by whoever is logged in → 204. */
export const receiptBodySchema = z.strictObject({ step: z.enum(receiptSteps) });
