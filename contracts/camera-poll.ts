// How an edge gets the cameras that were added in the dashboard. It signs its request, and sends a key with which dispatch encrypts
// the answer, because the connection may be plain HTTP. Paths stand above each schema.
import { z } from 'zod';
import { alertSealSchema } from './edge-key.ts';
import {
  cameraPollRefusals,
  cameraTryIdSchema,
  cameraTryResultSchema,
  streamAddressSchema,
} from './camera-setup.ts';
import { gridCellSchema } from './alert.ts';
import { idSchema } from './fence-parts.ts';
import { edgeIdSchema, shortNameSchema } from './limits.ts';

/** An X25519 public key, 32 bytes in hexadecimal. */
const boxKeySchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a key of 32 bytes');
/** Identifies the set of cameras that an edge has. */
export const cameraRevisionSchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected a revision');

const question = {
  /** The answer is encrypted for this key, which the edge made for this request. */
  boxKey: boxKeySchema,
  shares: z.boolean(),
  /** The revision that the edge has; null for none. */
  after: cameraRevisionSchema.nullable(),
};
/** PUT /api/edge/workers/:edgeId/cameras */
export const cameraPollSchema = z.strictObject({ ...question, seal: alertSealSchema.nullable() });
export type CameraPoll = z.infer<typeof cameraPollSchema>;

/** The text that the edge signs. */
export function cameraPollText(
  edgeId: string,
  { boxKey, shares, after }: Omit<CameraPoll, 'seal'>,
): string {
  return JSON.stringify(['fencewatch cameras 1', edgeId, boxKey, shares, after]);
}

/** An encrypted text: X25519 with an ephemeral key, HKDF-SHA-256, AES-256-GCM. */
export const sealedBoxSchema = z.strictObject({
  key: boxKeySchema,
  data: z.string().max(64 * 1024 * 1024),
});
export type SealedBox = z.infer<typeof sealedBoxSchema>;
/** The answer, always with status 200, because proxies tend to replace the body of an error. */
export const cameraPollAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('refused'), reason: z.enum(cameraPollRefusals) }),
  /** No change, and no address to try. */
  z.strictObject({ state: z.literal('same') }),
  z.strictObject({ state: z.literal('news'), box: sealedBoxSchema }),
]);
export type CameraPollAnswer = z.infer<typeof cameraPollAnswerSchema>;

export const orderedCameraSchema = z.strictObject({
  id: idSchema,
  name: shortNameSchema,
  /** Includes the log-in. */
  source: streamAddressSchema,
  gridCell: gridCellSchema.nullable(),
  transport: z.enum(['auto', 'tcp', 'udp']),
  edge: edgeIdSchema.nullable(),
});
export type OrderedCamera = z.infer<typeof orderedCameraSchema>;
export const cameraOrderSchema = z.strictObject({
  revision: cameraRevisionSchema,
  cameras: z.array(orderedCameraSchema).max(20_000),
  /** Cameras whose log-in this dispatch cannot decrypt: the edge keeps its present settings of them. */
  withheld: z.array(idSchema).max(20_000),
});
export type CameraOrder = z.infer<typeof cameraOrderSchema>;
export const askedTrySchema = z.strictObject({
  id: cameraTryIdSchema,
  source: streamAddressSchema,
  transport: z.enum(['auto', 'tcp', 'udp']),
});
export type AskedTry = z.infer<typeof askedTrySchema>;
/** The decrypted content of the box. */
export const cameraNewsSchema = z.strictObject({
  /** Null when the edge has the newest revision. */
  order: cameraOrderSchema.nullable(),
  tries: z.array(askedTrySchema).max(100),
});
export type CameraNews = z.infer<typeof cameraNewsSchema>;

/** A JPEG in base64. */
export const maxTryPictureLength = 800_000;
/** PUT /api/edge/camera-tries/:try → 204 */
export const answeredTrySchema = z.strictObject({
  result: cameraTryResultSchema,
  picture: z.base64().max(maxTryPictureLength).nullable(),
});
export type AnsweredTry = z.infer<typeof answeredTrySchema>;
