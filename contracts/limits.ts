// The limits of what crosses a process: how long a name or a text may be, and which moments can be meant. One place, so
// that what one end allows the other end takes.
import { z } from 'zod';

/** Epoch ms of 2000-01-01: nothing that we handle is older. */
export const earliestMoment = 946_684_800_000;
/** Epoch ms of 2100-01-01. */
export const latestMoment = 4_102_444_800_000;

/** A point in time, epoch ms. */
export const momentSchema = z.number().int().min(0).max(latestMoment);

/** Of a person, camera, fence, place or device. */
export const maxNameLength = 200;
export const nameSchema = z.string().max(maxNameLength);

/** Ids that are put together from others: of a camera (64), a fence (64), a number, a role. */
export const maxLongIdLength = 300;
export const longIdSchema = z.string().min(1).max(maxLongIdLength);

/** What was written by a person or worded by a rule. */
export const maxTextLength = 2000;
export const textSchema = z.string().max(maxTextLength);
