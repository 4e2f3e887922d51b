// Web Push: dispatch's keys, created once, and the devices of each user. A device that subscribes again is updated; above twenty
// the oldest is removed.
import { createHash } from 'node:crypto';
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from './database.ts';
import { pushKeys, pushSubscriptions } from './push-schema.ts';
import type { PushKeys, PushDevice, PushStore } from '../channels/direct/web-push/push-store.ts';

const mostDevices = 20;

export function createPushStore(database: Database): PushStore {
  return {
    keys: (make) => keysOf(database, make),
    add: (device) => database.transaction((transaction) => add(transaction, device)),
    devicesOf: async (username) => {
      const { addedAt } = pushSubscriptions;
      const own = database.select().from(pushSubscriptions);
      const rows = await own.where(eq(pushSubscriptions.username, username)).orderBy(asc(addedAt));
      return rows.map(toDevice);
    },
    deviceCounts: async () => {
      const { username } = pushSubscriptions;
      const counted = database.select({ username, devices: count() }).from(pushSubscriptions);
      const rows = await counted.groupBy(username);
      return new Map(rows.map((row) => [row.username, row.devices]));
    },
    remove: async (id, username) => {
      const own = username === undefined ? undefined : eq(pushSubscriptions.username, username);
      const gone = database.delete(pushSubscriptions).where(and(eq(pushSubscriptions.id, id), own));
      return (await gone.returning({ id: pushSubscriptions.id })).length > 0;
    },
  };
}

async function keysOf(database: Database, make: () => PushKeys): Promise<PushKeys> {
  const { publicKey, privateKey } = pushKeys;
  const read = () => database.select({ publicKey, privateKey }).from(pushKeys).limit(1);
  const [kept] = await read();
  if (kept !== undefined) return kept;
  await database
    .insert(pushKeys)
    .values({ id: 'vapid', ...make() })
    .onConflictDoNothing();
  const [made] = await read();
  if (made === undefined) throw new Error('the database kept no keys for Web Push');
  return made;
}

async function add(transaction: Database, device: Omit<PushDevice, 'id'>): Promise<PushDevice> {
  const { endpoint, keys, ...rest } = device;
  const id = createHash('sha256').update(endpoint).digest('hex');
  const row = { endpoint, ...keys, ...rest };
  await transaction
    .insert(pushSubscriptions)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: pushSubscriptions.id, set: row });
  const old = await transaction
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.username, device.username))
    .orderBy(desc(pushSubscriptions.addedAt))
    .offset(mostDevices);
  const ids = old.map((one) => one.id);
  if (ids.length > 0)
    await transaction.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, ids));
  return { id, ...device };
}

function toDevice(row: typeof pushSubscriptions.$inferSelect): PushDevice {
  const { id, endpoint, p256dh, auth, username, device, addedAt } = row;
  return { id, endpoint, keys: { p256dh, auth }, username, device, addedAt };
}
