// The limits of all values in messages: lengths of names and texts, and the range of times. They are in one place, so that sender and
// receiver agree.
import { z } from 'zod';

/** Texts that a database accepts, for `refine`: no NUL, and no unpaired surrogate. */
export const storable = [
  (text: string) => !/\u0000|\p{Surrogate}/u.test(text),
  'expected a text without the character NUL and without half a character',
] as const;

/** Epoch ms of 2000-01-01: all our times are later. */
export const earliestMoment = 946_684_800_000;
/** Epoch ms of 2100-01-01. */
export const latestMoment = 4_102_444_800_000;

/** A point in time, epoch ms. */
export const momentSchema = z.number().int().min(0).max(latestMoment);

/** A duration or a time limit, in ms: a hundred years at most. */
export const spanMsSchema = z.number().min(0).max(3_200_000_000_000);

/** A count, or bytes: up to a million millions. */
export const maxCount = 1_000_000_000_000;
export const countSchema = z.number().int().min(0).max(maxCount);
/** A number that counts from one: sequences, versions, attempts. */
export const ordinalSchema = z.number().int().min(1).max(1_000_000_000);

/** A measurement in any unit. */
export const measureSchema = z.number().min(-1e15).max(1e15);

/** Limits of an edge's report on the fences of one camera. */
export const maxFencesOfCamera = 5000;

/** Of a list in an answer: lists that grow for years must still fit. */
export const maxListed = 1_000_000;

/** Of a person, camera, fence, place or device. */
export const maxNameLength = 200;
export const nameSchema = z
  .string()
  .max(maxNameLength)
  .refine(...storable);

/** A display name in a site file. */
export const shortNameSchema = z
  .string()
  .min(1)
  .max(100)
  .refine(...storable);

/** Ids that are composed of others: of a camera (64), a fence (64), a number, a role. */
export const maxLongIdLength = 300;
export const longIdSchema = z
  .string()
  .min(1)
  .max(maxLongIdLength)
  .refine(...storable);

/** Id of an edge worker; it must fit into one part of a URL path. */
export const edgeIdSchema = z
  .string()
  .min(1)
  .max(64)
  .refine(...storable);

/** A web address, or the address of a stream. */
export const maxAddressLength = 2000;
export const addressSchema = z
  .string()
  .max(maxAddressLength)
  .refine(...storable);

/** A text written by a person or a rule. */
export const maxTextLength = 2000;
export const textSchema = z
  .string()
  .max(maxTextLength)
  .refine(...storable);

/** Cuts a text from outside to the limit and ends it with "…", so that the receiver accepts it. */
export function cutText(text: string, longest: number = maxTextLength): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
