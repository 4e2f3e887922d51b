// A notification: what dispatch publishes to one role of one grid cell over MQTT (QoS 1), and the topics it uses.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { incidentEventNames } from './incident.ts';
import { kindSchema } from './kind.ts';
import { limitNames } from './policy.ts';
import { addressSchema, longIdSchema, momentSchema, nameSchema, textSchema } from './limits.ts';

/** The roles of every grid cell in the simplest roster. */
export const roles = ['officer', 'property'] as const;
export const roleSchema = z.enum([...roles, 'duty-leader']);
export type DutyRole = z.infer<typeof roleSchema>;

/** Its purpose: the case itself has news, nobody has accepted the case yet, or a limit is nearly or entirely used. */
export const notificationPurposes = [
  'news',
  'again',
  'next-person',
  'next-level',
  'due-soon',
  'overdue',
] as const;

/** `fencewatch/v1/cells/<gridCell>/<role>`; alerts of cameras without a cell go to the cell `unassigned`. */
export function notificationTopic(gridCell: string | null, role: DutyRole): string {
  return `fencewatch/v1/cells/${gridCell ?? 'unassigned'}/${role}`;
}

/**
 * A test message that dispatch sends to itself. Over a broker that cannot report refusals (MQTT 3.1.1) it is also sent, rarely,
 * to the topics of the cells: receivers ignore messages with a `selfTest`.
 */
export const selfTestSchema = z.strictObject({
  version: z.literal(1),
  selfTest: z.string().min(1).max(64),
});
export function selfTestMessage(selfTest: string): string {
  return JSON.stringify({ version: 1, selfTest });
}

/** What a person reads: a title, and lines below it. */
const readTextSchema = z.strictObject({ title: textSchema, lines: z.array(textSchema).max(20) });

export const notificationSchema = z.strictObject({
  version: z.literal(1),
  /**
   * `<alertId>-<role>`, or `<caseId>-<step>-<role>` for an escalation: MQTT QoS 1 may repeat a message, so receivers drop ids
   * they have seen.
   */
  notificationId: longIdSchema,
  alertId: longIdSchema,
  caseId: longIdSchema,
  incidentId: longIdSchema,
  event: z.enum(incidentEventNames),
  kind: kindSchema,
  matterCode: nameSchema,
  gridCell: nameSchema.nullable(),
  role: roleSchema,
  purpose: z.enum(notificationPurposes).default('news'),
  /** The limit that is meant, with `due-soon` and `overdue`. */
  limit: z.enum(limitNames).optional(),
  /** Who is on duty, null when the roster names nobody. */
  recipient: z.strictObject({ name: nameSchema, phone: nameSchema.optional() }).nullable(),
  cameraId: longIdSchema,
  cameraName: nameSchema,
  fenceId: longIdSchema,
  fenceName: nameSchema,
  region: boxSchema,
  confidence: z.number().min(0).max(1),
  /** The text of the rule, in English, for logs. */
  reason: textSchema,
  /** For people, in each language, because a topic has readers of both; absent from earlier releases. */
  text: z.strictObject({ 'zh-CN': readTextSchema, en: readTextSchema }).optional(),
  capturedAt: momentSchema,
  sentAt: momentSchema,
  /** Page of the case in the dashboard. */
  url: addressSchema,
});
export type Notification = z.infer<typeof notificationSchema>;
