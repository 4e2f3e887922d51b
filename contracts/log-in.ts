// The part of a site file about log-in through an OpenID provider, and how a user's claims become a role and grid cells. Also the
// API of the log-in page.
import { z } from 'zod';
import { cellLimitSchema } from './cells.ts';
import { userRoles, type User } from './http-api.ts';
import { nameSchema } from './limits.ts';
import { secretSchema } from './secret-text.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const issuerSchema = z
  .string()
  .max(2000)
  .refine((text) => isSafe(text), 'expected https:// without a query, or http:// on this machine');

/** The path of a claim, such as `groups` or `realm_access.roles`. */
const claimSchema = z
  .string()
  .regex(/^[\w:/-]+(\.[\w:/-]+)*$/, 'expected the name of a claim')
  .max(200);

const providerSchema = z.strictObject({
  /** The label of the button on the log-in page. */
  name: z.string().min(1).max(60),
  issuer: issuerSchema,
  clientId: z.string().min(1).max(200),
  clientSecret: secretSchema.optional(),
  scopes: z
    .array(
      z
        .string()
        .regex(/^[\x21-\x7e]+$/)
        .max(100),
    )
    .max(20)
    .default(['openid', 'profile']),
  /** The claim with his user name. */
  username: claimSchema.default('preferred_username'),
  /** The first match decides; a user without a match may not log in. */
  roles: z
    .array(
      z.strictObject({
        claim: claimSchema,
        /** The value of the claim, or one of its list. */
        has: z.string().min(1).max(200),
        role: z.enum(userRoles),
        cells: cellLimitSchema.optional(),
      }),
    )
    .min(1)
    .max(500),
  /** A claim that lists his cells; without it, or when it has no entry, the cells of his role apply. */
  cells: claimSchema.optional(),
});
export type LogInProvider = z.output<typeof providerSchema>;

export const logInShape = { logIn: z.strictObject({ provider: providerSchema }).optional() };

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  if (search !== '' || hash !== '' || username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));
}

/** Why a user is refused after logging in at the provider. The log-in page words each in the reader's language. */
export const providerRefusals = [
  /** The provider does not answer. */
  'provider-away',
  /** The provider refuses dispatch: its client id, secret or address differ. */
  'provider-refuses-us',
  /** The user or the provider cancelled the log-in. */
  'provider-refused',
  /** The answer does not belong to this log-in, or has no valid signature of the provider. */
  'wrong-answer',
  'clock-skew',
  /** The log-in was started too long ago, or in another browser. */
  'log-in-expired',
  'no-username',
  'no-role',
  /** Another user has this name here. */
  'username-taken',
  'user-disabled',
] as const;
export type ProviderRefusal = (typeof providerRefusals)[number];

/** GET /api/log-in: the ways to log in. Null without a provider; else GET /api/log-in/provider leads to it. */
export const logInWaysSchema = z.strictObject({
  provider: z.strictObject({ name: nameSchema }).nullable(),
});
export type LogInWays = z.infer<typeof logInWaysSchema>;

export type ClaimedUser =
  { ok: true; user: User } | { ok: false; reason: 'no-username' | 'no-role' };

/** A user's name, role and cells from his claims. */
export function userOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { username, roles, cells }: Pick<LogInProvider, 'username' | 'roles' | 'cells'>,
): ClaimedUser {
  const [name] = valuesOf(claims, username);
  if (name === undefined || !/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,63}$/u.test(name))
    return { ok: false, reason: 'no-username' };
  const fitting = roles.find(({ claim, has }) => valuesOf(claims, claim).includes(has));
  if (fitting === undefined) return { ok: false, reason: 'no-role' };
  const listed = cells === undefined ? [] : valuesOf(claims, cells);
  if (listed.length === 0) return { ok: true, user: userOf(name, fitting.role, fitting.cells) };
  const own = cellLimitSchema.safeParse(listed);
  // A list that cannot be read must never mean all cells.
  return own.success
    ? { ok: true, user: userOf(name, fitting.role, own.data) }
    : { ok: false, reason: 'no-role' };
}

function userOf(username: string, role: User['role'], cells: string[] | undefined): User {
  return { username, role, ...(cells && { cells }) };
}

/** A claim with a dot in its name is found before a nested one. */
function valuesOf(claims: Readonly<Record<string, unknown>>, path: string): string[] {
  const inside = () => path.split('.').reduce<unknown>(partOf, claims);
  const value = Object.hasOwn(claims, path) ? claims[path] : inside();
  return [value].flat().filter((one) => typeof one === 'string');
}

function partOf(value: unknown, key: string): unknown {
  const isMap = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isMap ? (value as Record<string, unknown>)[key] : undefined;
}
