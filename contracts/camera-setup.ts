// Cameras that administrators add in the dashboard, over HTTP: the list, changes as versions, and tries of an address by an edge.
// Passwords are accepted and never returned. Paths stand above each schema.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { idSchema } from './fence-parts.ts';
import { reasonSchema } from './fence-version.ts';
import {
  countSchema,
  edgeIdSchema,
  maxAddressLength,
  maxListed,
  measureSchema,
  momentSchema,
  nameSchema,
  ordinalSchema,
  shortNameSchema,
  textSchema,
} from './limits.ts';

/** The address of a stream. An edge opens it, so files and other protocols are refused. */
export const streamAddressSchema = z
  .string()
  .max(maxAddressLength)
  .refine(isStreamAddress, {
    message: 'expected an address of a stream, rtsp:// or rtsps://, without blanks',
    params: { secret: true },
  });

function isStreamAddress(text: string): boolean {
  return /^rtsps?:\/\/[^\s/?#\p{Cc}][^\s\p{Cc}]*$/iu.test(text);
}

/** `keep`: the stored log-in. Null: no log-in. */
export const cameraLogInSchema = z
  .strictObject({ user: z.string().min(1).max(100), password: z.string().max(200) })
  .nullable()
  .or(z.literal('keep'));
export type CameraLogIn = z.infer<typeof cameraLogInSchema>;

const described = {
  name: shortNameSchema,
  gridCell: gridCellSchema.nullable(),
  /** Where it stands, in words. */
  location: shortNameSchema.nullable(),
  transport: z.enum(['auto', 'tcp', 'udp']),
  /** The only edge that has it, or the place of edges that share cameras; null for any edge that shares. */
  edge: edgeIdSchema.nullable(),
};
export const newCameraSchema = z.strictObject({
  ...described,
  /** May contain a log-in, which then replaces `logIn`. */
  source: streamAddressSchema,
  logIn: cameraLogInSchema,
});
export type NewCamera = z.infer<typeof newCameraSchema>;

export const cameraSetupParamsSchema = z.strictObject({ id: idSchema });
const base = {
  /** The version that the edit started from; null for a new camera. 409 when it is no longer the newest. */
  baseVersion: ordinalSchema.nullable(),
  reason: reasonSchema,
};
/** PUT /api/camera-setup/:id → setUpCameraSchema */
export const putCameraSchema = z.strictObject({ ...base, camera: newCameraSchema });
/** POST /api/camera-setup/:id/remove → 204 */
export const removeCameraSchema = z.strictObject(base);

/**
 * - `dashboard`: it can be changed here
 * - `site-file`: it comes from the site file of dispatch
 * - `overruled`: it was added here, but the site file has a camera with the same id, which takes precedence
 */
export const cameraOrigins = ['dashboard', 'site-file', 'overruled'] as const;
/** An address is shown without its log-in. */
export const setUpCameraSchema = z.strictObject({
  id: idSchema,
  ...described,
  source: z.string().max(maxAddressLength),
  hasLogIn: z.boolean(),
  origin: z.enum(cameraOrigins),
  /** Null for a camera of the site file. */
  version: ordinalSchema.nullable(),
  /** False when this dispatch cannot decrypt the log-in; then edges keep their present one. */
  isReadable: z.boolean(),
});
export type SetUpCamera = z.infer<typeof setUpCameraSchema>;

/** Why an edge gets no cameras. */
export const cameraPollRefusals = [
  'key-unknown',
  'key-revoked',
  'key-retired',
  'wrong-signature',
] as const;
export type CameraPollRefusal = (typeof cameraPollRefusals)[number];
export const setUpEdgeSchema = z.strictObject({
  edgeId: edgeIdSchema,
  heardAt: momentSchema,
  isConnected: z.boolean(),
  /** Whether it shares cameras with other edges. */
  shares: z.boolean(),
  /** Why it gets no cameras; null when it gets them. */
  refusal: z.enum(cameraPollRefusals).nullable(),
});
export type SetUpEdge = z.infer<typeof setUpEdgeSchema>;
/** GET /api/camera-setup */
export const cameraSetupSchema = z.strictObject({
  cameras: z.array(setUpCameraSchema).max(maxListed),
  edges: z.array(setUpEdgeSchema).max(10_000),
});
export type CameraSetup = z.infer<typeof cameraSetupSchema>;

export const cameraChanges = ['added', 'edited', 'removed'] as const;
/** GET /api/camera-setup/:id/versions : newest first, without log-ins. */
export const cameraVersionsSchema = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        version: ordinalSchema,
        change: z.enum(cameraChanges),
        at: momentSchema,
        author: nameSchema,
        reason: textSchema,
        /** Null when it was removed. */
        camera: z
          .strictObject({
            ...described,
            source: z.string().max(maxAddressLength),
            hasLogIn: z.boolean(),
          })
          .nullable(),
      }),
    )
    .max(maxListed),
});
export type CameraVersionEntry = z.infer<typeof cameraVersionsSchema>['versions'][number];
// GET /api/camera-setup/export.yaml : for the site file, passwords as references.

/** POST /api/camera-tries : an edge opens the address. It is not stored. */
export const newCameraTrySchema = z.strictObject({
  edgeId: edgeIdSchema,
  source: streamAddressSchema,
  logIn: cameraLogInSchema,
  /** For `keep`: the camera whose stored log-in is used. */
  cameraId: idSchema.optional(),
  transport: z.enum(['auto', 'tcp', 'udp']),
});
export type NewCameraTry = z.infer<typeof newCameraTrySchema>;
export const cameraTryIdSchema = z.string().regex(/^[\w-]{16,40}$/, 'expected the id of a try');

/** Why an address gives no picture. */
export const cameraTryFaults = [
  'login-refused',
  'not-found',
  'name-unknown',
  'connection-refused',
  'no-route',
  'no-answer',
  'not-rtsp',
  'no-video',
  'unsupported-codec',
  'no-picture',
  'no-ffmpeg',
  'edge-busy',
  'failed',
] as const;
export type CameraTryFault = (typeof cameraTryFaults)[number];

const found = {
  /** As ffmpeg names it, such as `h264`. */
  codec: z.string().max(40),
  width: countSchema,
  height: countSchema,
  /** Pictures a second; null when too few came. */
  frameRate: measureSchema.nullable(),
  /** Time between key frames; null when only one came. */
  keyFrameMs: measureSchema.nullable(),
  transport: z.enum(['tcp', 'udp']),
  /** Time to the first picture. */
  tookMs: measureSchema,
};
/** The result of a try. */
export const cameraTryResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('picture'), ...found }),
  z.strictObject({
    outcome: z.literal('fault'),
    fault: z.enum(cameraTryFaults),
    /** ffmpeg's message, without a log-in. */
    detail: z.string().max(500),
    codec: z.string().max(40).nullable(),
  }),
]);
export type CameraTryResult = z.infer<typeof cameraTryResultSchema>;
/** GET /api/camera-tries/:try ; its picture under /api/camera-tries/:try/picture.jpg */
export const cameraTrySchema = z.strictObject({
  id: cameraTryIdSchema,
  edgeId: edgeIdSchema,
  /** `waiting`: the edge has not fetched it yet. `lost`: the edge did not answer in time. */
  state: z.enum(['waiting', 'running', 'done', 'lost']),
  result: cameraTryResultSchema.nullable(),
});
export type CameraTry = z.infer<typeof cameraTrySchema>;
