// Reports whether the last write of this client would survive the loss of the master: Redis confirms a write before a replica has
// it. Takes an open client and the written key; returns the replication state.
import { Redis } from 'ioredis';
import type { RedisClient } from './open-redis.ts';

export type Copied =
  /** A replica has it. */
  | 'copied'
  /** There is no replica, or this user may not ask. */
  | 'no-replica'
  /** There is a replica that does not have it yet. */
  | 'not-yet';

const waitMs = 1000;

export async function askReplicas(client: RedisClient, key: string): Promise<Copied> {
  const master = await masterOf(client, key);
  if (master === null) return 'not-yet';
  // Check first: without a replica, WAIT would run into its timeout.
  const info = await master.info('replication').catch(forbidden);
  if (info === null || /^connected_slaves:0\b/m.test(info)) return 'no-replica';
  const copies = await master.wait(1, waitMs).catch(forbidden);
  if (copies === null) return 'no-replica';
  return copies > 0 ? 'copied' : 'not-yet';
}

/** WAIT covers the writes of its own connection, so it must use the same one. */
async function masterOf(client: RedisClient, key: string): Promise<Redis | null> {
  if (client instanceof Redis) return client;
  const slot = await client.cluster('KEYSLOT', key);
  const [owner] = client.slots[slot] ?? [];
  const nameOf = ({ options: { host, port } }: Redis) => `${host ?? ''}:${port ?? ''}`;
  return client.nodes('master').find((node) => nameOf(node) === owner) ?? null;
}

/** Returns null when this user lacks permission; throws all other errors. */
function forbidden(error: unknown): null {
  if (error instanceof Error && /\b(NOPERM|unknown command)\b/i.test(error.message)) return null;
  throw error;
}
