// Direct channels over HTTP, and the Web Push subscriptions of devices. Paths stand above each schema.
import { z } from 'zod';
import { directChannelTypes } from './direct-channel-types.ts';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema } from './limits.ts';
import { healthProblemSchema } from './problem.ts';

export const channelViewSchema = z.strictObject({
  id: idSchema,
  type: z.enum(directChannelTypes),
  /** Contains no secret. */
  where: z.string().max(500),
  /** Its current problem; null when none is known. */
  problem: healthProblemSchema.nullable(),
  /** When a message was delivered last, a test included; null when none was since dispatch started. */
  deliveredAt: momentSchema.nullable(),
});
export type ChannelView = z.infer<typeof channelViewSchema>;

/** GET /api/channels: in the order of the site file. */
export const channelListSchema = z.strictObject({ channels: z.array(channelViewSchema).max(200) });

/** POST /api/channels/:channelId/test: sends a test message, marked as a test, over the channel. */
export const channelTestSchema = z.strictObject({
  /** The id of a person of the site file; absent for the group of the channel. */
  person: idSchema.optional(),
  language: z.enum(['zh-CN', 'en']).optional(),
});

export const channelTestAnswerSchema = z.strictObject({
  outcome: z.enum(['delivered', 'retryable', 'permanent']),
  /** Null when it was delivered. */
  reason: z.string().max(64).nullable(),
  detail: z.string().max(500).nullable(),
  tookMs: z.number().int().min(0).max(600_000),
});
export type ChannelTestAnswer = z.infer<typeof channelTestAnswerSchema>;

/** GET /api/push/key: what a browser needs to subscribe. 404 where the site has no Web Push. */
export const pushKeySchema = z.strictObject({ publicKey: z.string().max(200) });

const base64Url = (bytes: number) =>
  z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'expected base64url')
    .refine((text) => Math.floor((text.replace(/=+$/, '').length * 3) / 4) === bytes, {
      error: `expected ${bytes} bytes`,
    });

/** POST /api/push/subscriptions: the browser's `PushSubscription.toJSON()`, with a name for the device. */
export const pushSubscriptionSchema = z.strictObject({
  endpoint: z.url().max(2000),
  expirationTime: momentSchema.nullable().optional(),
  keys: z.strictObject({ p256dh: base64Url(65), auth: base64Url(16) }),
  device: nameSchema.min(1),
});
export type PushSubscription = z.infer<typeof pushSubscriptionSchema>;

/** GET /api/push/subscriptions: the user's own devices. DELETE /api/push/subscriptions/:id */
export const pushDevicesSchema = z.strictObject({
  devices: z
    .array(z.strictObject({ id: z.string().max(64), device: nameSchema, addedAt: momentSchema }))
    .max(100),
});
