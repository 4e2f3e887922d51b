// Tokens for programs: what each may do (scopes), for which cells and until when. Paths stand above each schema.
import { z } from 'zod';
import { cellLimitSchema } from './cells.ts';
import { momentSchema, nameSchema } from './limits.ts';
import { nextCursorSchema } from './page.ts';

/**
 * - `cases:read`: cases with their pictures, clips and live events; receipts of notifications
 * - `cases:report`: reports of people, sent in by another program
 * - `cases:handle`: the actions of a handler
 * - `cases:manage`: the actions of intake, dispatcher, inspector and duty leader
 * - `site:read`: cameras, fences, observation logs, problems
 * - `fences:write`: change fences, confirm views
 * - `duty:read`, `duty:write`: read and change who is on duty, routes, channels, mutes
 * - `numbers:read`: statistics over cases
 */
export const tokenScopes = [
  'cases:read',
  'cases:report',
  'cases:handle',
  'cases:manage',
  'site:read',
  'fences:write',
  'duty:read',
  'duty:write',
  'numbers:read',
] as const;
export const tokenScopeSchema = z.enum(tokenScopes);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

/** POST /api/tokens; administrators. */
export const newTokenSchema = z.strictObject({
  /** The purpose of the token, for people. */
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'expected 1 to 64 letters, digits, "." "_" "-"'),
  scopes: z.array(tokenScopeSchema).min(1).max(tokenScopes.length),
  cells: cellLimitSchema.optional(),
  /** In the future, at most 366 days away. */
  expiresAt: momentSchema,
});
export type NewToken = z.infer<typeof newTokenSchema>;

export const tokenSchema = newTokenSchema.extend({
  id: nameSchema,
  createdAt: momentSchema,
  createdBy: nameSchema,
  /** To the minute; null for a token that was never used. */
  lastUsedAt: momentSchema.nullable(),
  revokedAt: momentSchema.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

/** The answer to POST /api/tokens, 201: the token itself is shown only here. */
export const madeTokenSchema = z.strictObject({ token: nameSchema, entry: tokenSchema });
/** GET /api/tokens: the newest first. DELETE /api/tokens/:tokenId revokes one. */
export const tokenListSchema = z.strictObject({
  tokens: z.array(tokenSchema).max(10_000),
  nextCursor: nextCursorSchema,
});
