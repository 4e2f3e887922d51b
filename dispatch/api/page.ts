// Pages of lists with an opaque cursor. Entries added meanwhile neither shift nor repeat anything. Takes a whole list or a query;
// returns one page and the cursor of the next.
import { z } from 'zod';
import { invalidInput } from './problem.ts';

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws when the cursor is invalid, or of another list */
export function readCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw invalidInput([{ path: 'cursor', message: 'expected the `nextCursor` of an answer' }]);
}

/** A page of a list that is short enough to be read as a whole, in the order of its keys. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: PageQuery,
): { items: T[]; nextCursor: string | null } {
  if (limit === undefined && cursor === undefined) return { items: [...items], nextCursor: null };
  const after = cursor === undefined ? null : readCursor(cursor, z.tuple([z.string()]))[0];
  const sorted = [...items].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const rest = after === null ? sorted : sorted.filter((item) => compare(keyOf(item), after) > 0);
  const page = rest.slice(0, limit ?? rest.length);
  const last = page.at(-1);
  const isLast = page.length === rest.length || last === undefined;
  return { items: page, nextCursor: isLast ? null : writeCursor([keyOf(last)]) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
