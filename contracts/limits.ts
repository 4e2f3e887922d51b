// The limits of what crosses a process: how long a name or a text may be, and which moments can be meant. One place, so
// that what one end allows the other end takes.
import { z } from 'zod';

/** What a database takes as a text and nobody misses, for `refine`: no NUL, and no half of a character. */
export const storable = [
  (text: string) => !/\u0000|\p{Surrogate}/u.test(text),
  'expected a text without the character NUL and without half a character',
] as const;

/** Epoch ms of 2000-01-01: nothing that we handle is older. */
export const earliestMoment = 946_684_800_000;
/** Epoch ms of 2100-01-01. */
export const latestMoment = 4_102_444_800_000;

/** A point in time, epoch ms. */
export const momentSchema = z.number().int().min(0).max(latestMoment);

/** How long something took or may take, in ms: a hundred years at most. */
export const spanMsSchema = z.number().min(0).max(3_200_000_000_000);

/** How many there are, or bytes: up to a million millions. */
export const maxCount = 1_000_000_000_000;
export const countSchema = z.number().int().min(0).max(maxCount);
/** Of what is numbered from one: sequences, versions, attempts. */
export const ordinalSchema = z.number().int().min(1).max(1_000_000_000);

/** Something measured, whatever its unit. */
export const measureSchema = z.number().min(-1e15).max(1e15);

/** What an edge tells of the fences of one camera. */
export const maxFencesOfCamera = 5000;

/** Of a list in an answer: what grows for years must still be told whole. */
export const maxListed = 1_000_000;

/** Of a person, camera, fence, place or device. */
export const maxNameLength = 200;
export const nameSchema = z
  .string()
  .max(maxNameLength)
  .refine(...storable);

/** What a site file calls somebody or something. */
export const shortNameSchema = z
  .string()
  .min(1)
  .max(100)
  .refine(...storable);

/** Ids that are put together from others: of a camera (64), a fence (64), a number, a role. */
export const maxLongIdLength = 300;
export const longIdSchema = z
  .string()
  .min(1)
  .max(maxLongIdLength)
  .refine(...storable);

/** Of an edge worker; its address in the HTTP interface has it as one part of the path. */
export const edgeIdSchema = z
  .string()
  .min(1)
  .max(64)
  .refine(...storable);

/** Where something is on the web, or a stream. */
export const maxAddressLength = 2000;
export const addressSchema = z
  .string()
  .max(maxAddressLength)
  .refine(...storable);

/** What was written by a person or worded by a rule. */
export const maxTextLength = 2000;
export const textSchema = z
  .string()
  .max(maxTextLength)
  .refine(...storable);

/** For what others have worded: what is longer ends in "…", so that the other end takes it. */
export function cutText(text: string, longest: number = maxTextLength): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
