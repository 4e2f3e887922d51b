// Keys of edges: enrolment with an invitation, the list of keys, and why dispatch does not accept an alert. Paths stand above
// each schema.
import { z } from 'zod';
import { countSchema, edgeIdSchema, longIdSchema, momentSchema, nameSchema } from './limits.ts';

/** An Ed25519 public key, 32 bytes in hexadecimal. It is also the key's id. */
export const edgeKeySchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a key of 32 bytes');
const signature = z
  .string()
  .length(88)
  .regex(/^[A-Za-z0-9+/]{86}==$/, 'expected a signature of 64 bytes');

/** The signature that an edge adds to an alert. */
export const alertSealSchema = z.strictObject({ key: edgeKeySchema, signature });
export type AlertSeal = z.infer<typeof alertSealSchema>;

/**
 * Which alerts dispatch accepts:
 * - `off`: all
 * - `enrolled`: an edge with a key must sign; an edge that never had one need not
 * - `required`: only signed ones
 */
export const edgeKeyModes = ['off', 'enrolled', 'required'] as const;
export type EdgeKeyMode = (typeof edgeKeyModes)[number];
export const edgeKeysShape = { edgeKeys: z.enum(edgeKeyModes).optional() };

/** Why an alert waits instead of being accepted. */
export const alertRefusals = [
  'edge-unknown',
  'unsigned',
  'key-unknown',
  'key-revoked',
  'key-retired',
  'wrong-signature',
] as const;
export const alertRefusalSchema = z.enum(alertRefusals);
export type AlertRefusal = z.infer<typeof alertRefusalSchema>;

/** An invitation, shown once: `fwe_` and 32 random bytes. */
export const invitationSchema = z.string().regex(/^fwe_[\w-]{43}$/, 'expected an invitation');

/** PUT /api/edge/workers/:edgeId/key: a new key, with proof that the edge owns it. */
export const enrolmentSchema = z.strictObject({
  invitation: z.string().max(100),
  key: edgeKeySchema,
  /** Signs edge, key and invitation. */
  proof: signature,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** Why a key is not enrolled. */
export const enrolmentRefusals = [
  'invitation-unknown',
  'invitation-used',
  'invitation-over',
  'invitation-of-other-edge',
  'wrong-proof',
  'key-revoked',
  'key-of-other-edge',
] as const;
export type EnrolmentRefusal = (typeof enrolmentRefusals)[number];

/** The answer, always with status 200, because proxies tend to replace the body of an error. */
export const enrolmentAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('enrolled'), key: edgeKeySchema }),
  z.strictObject({ state: z.literal('refused'), reason: z.enum(enrolmentRefusals) }),
]);
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswerSchema>;

/** `retired`: replaced by a later key of the edge. Keys are never deleted. */
export const edgeKeyStates = ['active', 'retired', 'revoked'] as const;
export const edgeKeyEntrySchema = z.strictObject({
  key: edgeKeySchema,
  edgeId: edgeIdSchema,
  state: z.enum(edgeKeyStates),
  since: momentSchema,
  endedAt: momentSchema.nullable(),
  reason: z.string().max(500).nullable(),
});
export type EdgeKeyEntry = z.infer<typeof edgeKeyEntrySchema>;

/** GET /api/edge-keys: all keys ever, newest first. */
export const edgeKeyListSchema = z.strictObject({ keys: z.array(edgeKeyEntrySchema).max(100_000) });

/** POST /api/edge-invitations; administrators. */
export const newInvitationSchema = z.strictObject({
  edgeId: edgeIdSchema,
  hours: z.number().int().min(1).max(720).default(24),
});
/** The answer, 201: the only time that the invitation is shown. */
export const madeInvitationSchema = z.strictObject({
  invitation: invitationSchema,
  edgeId: edgeIdSchema,
  expiresAt: momentSchema,
});
export type MadeInvitation = z.infer<typeof madeInvitationSchema>;

/** A waiting alert. */
export const refusedAlertSchema = z.strictObject({
  number: countSchema,
  alertId: longIdSchema,
  edgeId: longIdSchema,
  cameraName: nameSchema,
  reason: alertRefusalSchema,
  at: momentSchema,
});
export type RefusedAlert = z.infer<typeof refusedAlertSchema>;

/** GET /api/refused-alerts: oldest first, at most a thousand. */
export const refusedAlertListSchema = z.strictObject({
  alerts: z.array(refusedAlertSchema).max(1000),
});

/** POST /api/refused-alerts/:number/take and …/discard, POST /api/edge-keys/:key/revoke: the reason. */
export const decisionReasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(500) });
