// A problem that people should know about: what, where, since when. It has a code and values instead of a sentence, because clients
// word it in the reader's language.
import { z } from 'zod';
import { edgeIdSchema, measureSchema, momentSchema } from './limits.ts';

export const problemCodes = [
  // Cameras; the subject is the camera's id.
  'camera-unreachable',
  'camera-login-refused',
  'camera-login-held',
  'camera-stream-not-found',
  'camera-stalled',
  'camera-waiting-for-key-frame',
  'camera-unreadable-video',
  'camera-unusable-picture',
  'camera-time-jumps',
  'camera-not-recording',
  'camera-failed',
  'camera-view-wrong',
  'camera-not-heard-of',
  // Edges share cameras, and none can take this one; the value `without` says why.
  'camera-without-edge',
  // An edge worker; the subject is its id, or the folder, host or address concerned.
  'disk-full',
  'disk-nearly-full',
  'folder-not-writable',
  'entry-damaged',
  'clock-stepped',
  'ffmpeg-too-old',
  'dispatch-unreachable',
  'dispatch-login-refused',
  'dispatch-refuses',
  'answer-not-from-dispatch',
  'edge-overloaded',
  // Another worker with this id shares cameras.
  'edge-id-taken',
  // A part of the worker keeps failing and being restarted; the subject is the part.
  'edge-part-failed',
  // Pictures and clips leave without content credentials; the value `reason` says why.
  'files-without-credentials',
  // Redis, as the edge or dispatch sees it; the subject is the address without its log-in.
  'redis-unreachable',
  'redis-login-refused',
  'redis-evicts',
  'redis-read-only',
  // Dispatch; the subject is the topic, address or folder concerned.
  'broker-unreachable',
  'broker-refuses-topic',
  // A direct channel; the subject is its id in the site file.
  'channel-unreachable',
  'channel-login-refused',
  'channel-refuses',
  'channel-rate-limited',
  'store-unreachable',
  'store-restored',
  'edge-silent',
  // Coming shifts; the subject is the unit and the part, or the person.
  'duty-gap',
  'duty-no-channel',
  'duty-doubled',
  // Alerts that wait because their edge is unknown; the subject is the edge's id.
  'edge-alerts-refused',
  // Too many alerts wait, and further ones are dropped.
  'refused-alerts-full',
  // The custody log is invalid, or cannot be written now; entries wait in the database.
  'custody-log-broken',
  'custody-log-waits',
  // The tables lack something that the custody log tells of, or hold something of which it does not tell.
  'store-differs-from-log',
  // Signed heads wait for the time stamp of an authority.
  'time-stamps-wait',
  // Dispatch has no font with Chinese characters, so exports have no PDF; the subject is where it searched.
  'report-font-missing',
] as const;
export const problemCodeSchema = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

const maxValues = 30;
const valuesSchema = z
  .record(z.string().max(64), z.union([z.string().max(500), measureSchema]))
  .refine((values) => Object.keys(values).length <= maxValues, {
    error: `expected at most ${maxValues} values`,
  })
  .meta({ maxProperties: maxValues });

export const healthProblemSchema = z.strictObject({
  code: problemCodeSchema,
  /** The subject: a camera's id, an edge's id, a folder, a topic, an address without its log-in. */
  subject: z.string().max(500),
  /** When it was first noticed, epoch ms. */
  since: momentSchema,
  /** Values for its wording, such as `retryAt` (epoch ms) or `freeBytes`. */
  values: valuesSchema.default({}),
});
export type HealthProblem = z.infer<typeof healthProblemSchema>;

/** PUT /api/edge/workers/:edgeId/health, every few seconds and when it changes. The edge's credential is needed. */
export const edgeHealthSchema = z.strictObject({
  version: z.literal(1),
  edgeId: edgeIdSchema,
  software: z.string().max(64),
  startedAt: momentSchema,
  sentAt: momentSchema,
  problems: z.array(healthProblemSchema).max(2000),
});
export type EdgeHealth = z.infer<typeof edgeHealthSchema>;
