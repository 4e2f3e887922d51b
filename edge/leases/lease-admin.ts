// Reads and changes leases for an administrator, who is not an edge. Takes an open client.
import type { RedisClient } from '../../host/redis/open-redis.ts';
import { readLeases, readMembers, type Lease, type Member } from './lease-answers.ts';
import { leaseKeys } from './lease-scripts.ts';

export interface LeaseAdmin {
  read(): Promise<{ now: number; leases: Lease[]; members: Member[] }>;
  /** Returns whether this edge shares cameras at present. */
  setDraining(edgeId: string, isDraining: boolean): Promise<boolean>;
}

export function createLeaseAdmin(client: RedisClient): LeaseAdmin {
  const { leases, members, draining } = leaseKeys;
  return {
    read: async () => {
      const asked = new Set(await client.smembers(draining));
      const [seconds = '0', micros = '0'] = (await client.time()).map(String);
      return {
        now: Number(seconds) * 1000 + Math.floor(Number(micros) / 1000),
        leases: readLeases(Object.entries(await client.hgetall(leases))),
        members: readMembers(Object.entries(await client.hgetall(members)), asked),
      };
    },
    setDraining: async (edgeId, isDraining) => {
      const name = encodeURIComponent(edgeId);
      await (isDraining ? client.sadd(draining, name) : client.srem(draining, name));
      return (await client.hexists(members, name)) === 1;
    },
  };
}
