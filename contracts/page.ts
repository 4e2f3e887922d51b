// Pages of lists: a cursor says where the last page ended. It is opaque: whoever asks gives back what an answer said.
import { z } from 'zod';

/** The cursor that an answer gave as `nextCursor`, as it is. */
export const cursorSchema = z
  .string()
  .max(1000)
  .regex(/^[\w-]+$/, 'expected the `nextCursor` of an answer');
/** Of lists that are given whole when neither is there. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: cursorSchema.optional(),
};
/** Null on the last page. Absent from answers of earlier releases. */
export const nextCursorSchema = cursorSchema.nullable().optional();
