// The record of a case in a bundle: its alerts, and the fences, models and software that raised them, and what is missing. With the
// observations in the bundle it is enough to judge the case again. Readers of bundles check it with this schema.
import { z } from 'zod';
import { alertSchema, calendarSchema, clipFindingSchema, type Alert } from '../contracts/index.ts';

const utc = z.iso.datetime();
const file = z.string().max(200);

/** What may be missing from a bundle. */
export const missingThings = [
  'observations',
  'fence',
  'picture',
  'clip',
  'picture-before',
  'picture-after',
  'software',
  'photo',
  /** The PDF; the web page with the same content is always there. */
  'report',
  'credentials',
] as const;
export type MissingThing = (typeof missingThings)[number];

export const missingSchema = z.strictObject({
  what: z.enum(missingThings),
  /** An id: of the camera, the incident, the fence. */
  about: z.string().max(500),
  /** The reason, one English sentence. */
  why: z.string().max(500),
});
export type Missing = z.infer<typeof missingSchema>;

export const recordIncidentSchema = z.strictObject({
  incidentId: z.string().max(300),
  cameraId: z.string().max(300),
  cameraName: z.string().max(200),
  edgeId: z.string().max(300),
  /** Version of the edge's software by its last report; null when that is no longer known. */
  software: z.string().max(64).nullable(),
  presentSince: utc,
  openedAt: utc,
  clearedAt: utc.nullable(),
  rule: z.string().max(200),
  model: z.strictObject({ name: z.string().max(200), sha256: z.string().max(200) }),
  /** As received from the queue, with the edge's signature and dispatch's receipt. */
  alerts: z.array(alertSchema).max(100_000),
  pictureBefore: file.nullable(),
  pictureAfter: file.nullable(),
  /** What the clip of each opening covers, and its gaps, if known; absent from bundles of earlier releases. */
  clips: z
    .array(clipFindingSchema.extend({ opening: z.number().int() }))
    .max(100_000)
    .optional(),
});
export type RecordIncident = z.infer<typeof recordIncidentSchema>;

export const recordFenceSchema = z.strictObject({
  fenceId: z.string().max(300),
  version: z.number().int(),
  /** When dispatch armed it, epoch ms. */
  armedAt: z.number().int(),
  author: z.string().max(300),
  /** Geometry, dwell, hours and definition of the kind, as they were then. */
  fence: z.record(z.string().max(100), z.unknown()),
});
export type RecordFence = z.infer<typeof recordFenceSchema>;

export const recordObservationsSchema = z.strictObject({
  cameraId: z.string().max(300),
  file,
  from: utc,
  to: utc,
});

export const caseRecordSchema = z.strictObject({
  version: z.literal(1),
  caseId: z.string().max(100),
  kind: z.string().max(100),
  timezone: z.string().max(100),
  calendar: calendarSchema,
  /** Version of dispatch. */
  software: z.string().max(64),
  incidents: z.array(recordIncidentSchema).max(10_000),
  fences: z.array(recordFenceSchema).max(100_000),
  observations: z.array(recordObservationsSchema).max(10_000),
  missing: z.array(missingSchema).max(100_000),
});
export type CaseRecordFile = z.infer<typeof caseRecordSchema>;

/** Observations from this long before an object came to rest are included, to show it arrive. */
export const beforeMs = 15 * 60_000;
export const afterMs = 5 * 60_000;

/** The time span of observations that is needed to judge these incidents again, epoch ms. */
export function spanOf(alerts: readonly Alert[]): { from: number; to: number } {
  const sinces = alerts.map(({ incident }) => incident.presentSince);
  const times = alerts.map(({ incident }) => incident.capturedAt);
  return { from: Math.min(...sinces, ...times) - beforeMs, to: Math.max(...times) + afterMs };
}
