// Whether what this client has just written would outlive the end of the master: Redis says that it has something before a
// replica has it. Takes an open client and the key that was written; gives what can be said of copies.
import { Redis } from 'ioredis';
import type { RedisClient } from './open-redis.ts';

export type Copied =
  /** A replica has it. */
  | 'copied'
  /** There is no replica at this moment, or this log-in may not ask. */
  | 'no-replica'
  /** There is one, and it does not have it yet. */
  | 'not-yet';

const waitMs = 1000;

export async function askReplicas(client: RedisClient, key: string): Promise<Copied> {
  const master = await masterOf(client, key);
  if (master === null) return 'not-yet';
  // Asked first: where there is none, the wait would take its whole time.
  const info = await master.info('replication').catch(forbidden);
  if (info === null || /^connected_slaves:0\b/m.test(info)) return 'no-replica';
  const copies = await master.wait(1, waitMs).catch(forbidden);
  if (copies === null) return 'no-replica';
  return copies > 0 ? 'copied' : 'not-yet';
}

/** What waits is the connection that wrote, so it must be the same one. */
async function masterOf(client: RedisClient, key: string): Promise<Redis | null> {
  if (client instanceof Redis) return client;
  const slot = await client.cluster('KEYSLOT', key);
  const [owner] = client.slots[slot] ?? [];
  const nameOf = ({ options: { host, port } }: Redis) => `${host ?? ''}:${port ?? ''}`;
  return client.nodes('master').find((node) => nameOf(node) === owner) ?? null;
}

/** Null for what this log-in may not; anything else is thrown on. */
function forbidden(error: unknown): null {
  if (error instanceof Error && /\b(NOPERM|unknown command)\b/i.test(error.message)) return null;
  throw error;
}
