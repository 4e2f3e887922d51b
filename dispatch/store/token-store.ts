// API tokens of programs, found by their hash.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Token } from '../../contracts/index.ts';
import type { TokenStore } from '../auth/token-store.ts';
import { without } from '../cases/case-summary.ts';
import type { Database } from './database.ts';
import { apiTokens } from './people-schema.ts';

export function createTokenStore(database: Database): TokenStore {
  return {
    add: async ({ cells, ...token }) => {
      await database.insert(apiTokens).values({ ...token, cells: cells ?? null });
    },
    list: async () => {
      const rows = database.select().from(apiTokens);
      return (await rows.orderBy(desc(apiTokens.createdAt), apiTokens.id)).map(tokenOf);
    },
    find: async (hash) => {
      const [row] = await database.select().from(apiTokens).where(eq(apiTokens.hash, hash));
      return row === undefined ? null : tokenOf(row);
    },
    revoke: async (id, at) => {
      const revoked = database
        .update(apiTokens)
        .set({ revokedAt: at })
        .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)));
      return (await revoked.returning({ id: apiTokens.id })).length > 0;
    },
    used: async (id, at) => {
      await database.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id));
    },
  };
}

/** All columns but the hash. */
function tokenOf({ cells, ...row }: typeof apiTokens.$inferSelect): Token {
  return { ...without(row, ['hash']), ...(cells === null ? {} : { cells }) };
}
