// Pages of lists: a cursor says where the last page ended. It is opaque: clients send it back unchanged.
import { z } from 'zod';

/** The `nextCursor` of an earlier answer. */
export const cursorSchema = z
  .string()
  .max(1000)
  .regex(/^[\w-]+$/, 'expected the `nextCursor` of an answer');
/** For lists that are returned whole when neither is given. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: cursorSchema.optional(),
};
/** Null on the last page. Absent from answers of earlier releases. */
export const nextCursorSchema = cursorSchema.nullable().optional();
