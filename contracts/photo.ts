// Photos that people take: the metadata of one, and of those of a case. Dispatch names each by the SHA-256 of its content.
import { z } from 'zod';
import { countSchema, momentSchema, nameSchema } from './limits.ts';

export const photoIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 of a photo that you have sent');

/** Maximum per report or step. */
export const maxPhotosAtOnce = 9;
export const photoListSchema = z.array(photoIdSchema).min(1).max(maxPhotosAtOnce);

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const maxPhotoBytes = 12 * 1024 * 1024;

/** Why a photo is refused. */
export const photoRefusals = [
  'empty',
  'too-large',
  'not-a-picture',
  'too-many-photos',
  'busy',
  'disk-full',
] as const;
export type PhotoRefusal = (typeof photoRefusals)[number];

/** POST /api/photos with the picture as its body: kept for a day until a report or a step refers to it. */
export const keptPhotoSchema = z.strictObject({
  photo: photoIdSchema,
  bytes: countSchema,
  width: countSchema,
  height: countSchema,
});
export type KeptPhoto = z.infer<typeof keptPhotoSchema>;

/** GET /api/cases/:caseId/photos/:photo gives the picture: a JPEG, turned upright, without location and device data. */
export const casePhotoSchema = z.strictObject({
  photo: photoIdSchema,
  at: momentSchema,
  by: nameSchema,
  width: countSchema,
  height: countSchema,
});
export type CasePhoto = z.infer<typeof casePhotoSchema>;

/** `?width=` of pictures and photos of a case: which smaller forms there are, in pixels. */
export const pictureWidths = [320, 640, 1280] as const;
export type PictureWidth = (typeof pictureWidths)[number];
export const pictureWidthSchema = z
  .enum(['320', '640', '1280'] satisfies `${PictureWidth}`[])
  .transform((text) => Number(text) as PictureWidth);
