// API tokens of programs: each is shown once, when it is created; the store has only its hash. Takes the store and the clock;
// returns the program of a token, or nothing when it is unknown, revoked or expired.
import { createHash, randomBytes } from 'node:crypto';
import {
  faultsOf,
  newTokenSchema,
  type Fault,
  type NewToken,
  type Token,
  type TokenScope,
  type User,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Session } from './sessions.ts';
import type { TokenStore } from './token-store.ts';

/** A prefix for secret scanners, and so that a session or edge token is never looked up as an API token. */
const prefix = 'fwt_';
const dayMs = 86_400_000;
export const longestTokenDays = 366;
/** The minimum age of the last-use record before it is updated. */
const noteUseEveryMs = 60_000;

export type MadeToken =
  | { ok: true; token: string; entry: Token }
  | { ok: false; reason: 'invalid'; faults: Fault[] }
  | { ok: false; reason: 'name-taken' };

export interface Tokens {
  make(wish: NewToken, author: string): Promise<MadeToken>;
  list(): Promise<Token[]>;
  revoke(id: string): Promise<boolean>;
  find(token: string): Promise<{ session: Session; scopes: readonly TokenScope[] } | null>;
}

export function createTokens(store: TokenStore, clock: Clock): Tokens {
  return {
    make: (wish, author) => make({ store, clock, author }, wish),
    list: () => store.list(),
    revoke: (id) => store.revoke(id, clock.now()),
    find: async (token) => {
      if (!token.startsWith(prefix)) return null;
      const entry = await store.find(hashOf(token));
      const now = clock.now();
      if (entry === null || !isLiving(entry, now)) return null;
      const { id, scopes, expiresAt, lastUsedAt } = entry;
      if (Math.abs(now - (lastUsedAt ?? 0)) > noteUseEveryMs) await store.used(id, now);
      return { session: { id, user: userOfToken(entry), expiresAt }, scopes };
    },
  };
}

interface Making {
  store: TokenStore;
  clock: Clock;
  author: string;
}

async function make({ store, clock, author }: Making, wish: NewToken): Promise<MadeToken> {
  const parsed = newTokenSchema.safeParse(wish, { reportInput: true });
  if (!parsed.success) return { ok: false, reason: 'invalid', faults: faultsOf(parsed.error) };
  const now = clock.now();
  const { expiresAt, name } = parsed.data;
  if (expiresAt <= now || expiresAt - now > longestTokenDays * dayMs) {
    const message = `expected an end within ${longestTokenDays} days`;
    return { ok: false, reason: 'invalid', faults: [{ path: 'expiresAt', message }] };
  }
  const others = await store.list();
  if (others.some((one) => one.name === name && isLiving(one, now)))
    return { ok: false, reason: 'name-taken' };
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  const made = { createdAt: now, createdBy: author, lastUsedAt: null, revokedAt: null };
  const entry: Token = { ...parsed.data, id: randomBytes(6).toString('hex'), ...made };
  await store.add({ ...entry, hash: hashOf(token) });
  return { ok: true, token, entry };
}

function isLiving({ revokedAt, expiresAt }: Token, now: number): boolean {
  return revokedAt === null && now < expiresAt;
}

/** No user has such a name: user names contain no colon. */
function userOfToken({ name, scopes, cells }: Token): User {
  return { username: `token:${name}`, role: roleOf(scopes), ...(cells && { cells }) };
}

/** Decides which parts of a case it may play; its routes depend only on its scopes. */
function roleOf(scopes: readonly TokenScope[]): User['role'] {
  const handles = scopes.includes('cases:handle');
  const manages = scopes.includes('cases:manage');
  if (handles && manages) return 'admin';
  if (handles) return 'responder';
  return manages ? 'operator' : 'auditor';
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
