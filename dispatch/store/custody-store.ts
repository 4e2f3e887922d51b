// The custody log in the database. Pending entries have their own table; moving them into the log, updating the edge of the tree
// and signing its head are one transaction under one lock, so that several dispatches write one log without a fork.
import { asc, desc, eq, gte, inArray, lt, and, or, sql } from 'drizzle-orm';
import { bytesOfHex, hexOf, utf8 } from '../../evidence/bytes.ts';
import { parseCheckpoint } from '../../evidence/checkpoint.ts';
import { append, emptyFrontier, type Frontier } from '../../evidence/frontier.ts';
import { leafHash } from '../../evidence/merkle.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import type { CustodyDraft } from '../evidence/custody-draft.ts';
import type { CustodyHead, CustodyStore, SignHead } from '../evidence/custody-store.ts';
import {
  custodyEdge,
  custodyHeads,
  custodyKeys,
  custodyLog,
  custodyPersonal,
  custodyWaiting,
  isAbout,
} from './custody-schema.ts';
import { clipRequests } from './clip-request-schema.ts';
import type { Database } from './database.ts';
import { caseIncidents } from './schema.ts';
import { isOneOfNumbers } from './sql-lists.ts';
import { insertRows } from './upsert-rows.ts';

const { sha256 } = nodeCrypto;

export function createCustodyStore(database: Database): CustodyStore {
  const inOrder = <T>(work: (transaction: Database) => Promise<T>) =>
    database.transaction(async (transaction) => {
      await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('custody', 0))`);
      return work(transaction);
    });
  return {
    wait: (drafts) => addWaiting(database, drafts),
    append: (most, head) => inOrder((transaction) => appendWaiting(transaction, most, head)),
    restore: (entries, from, head) =>
      inOrder((transaction) => restoreRows(transaction, { entries, from, head })),
    head: async () => {
      const [row] = await database
        .select()
        .from(custodyHeads)
        .orderBy(desc(custodyHeads.size))
        .limit(1);
      return row === undefined ? null : { size: row.size, note: row.note };
    },
    origin: async () => (await edgeOf(database))?.origin ?? null,
    rows: (from, to) => rowsOf(database, from, to),
    ofCase: (caseId) => rowsOfCase(database, caseId),
    personal: (hashes) => personalOf(database, hashes),
    forget: (hashes) => forget(database, hashes),
    addKey: async (key, since) => {
      await database.insert(custodyKeys).values({ key, since }).onConflictDoNothing();
    },
    keys: async () => {
      const rows = await database.select().from(custodyKeys).orderBy(asc(custodyKeys.since));
      return rows.map(({ key }) => key);
    },
  };
}

/** In the transaction of their event. */
export async function addWaiting(
  transaction: Database,
  drafts: readonly CustodyDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const personal = drafts.flatMap((draft) => draft.personal ?? []);
  if (personal.length > 0) await transaction.insert(custodyPersonal).values(personal);
  await insertRows(
    transaction,
    custodyWaiting,
    drafts.map(({ entry }) => ({ entry })),
  );
}

async function appendWaiting(
  transaction: Database,
  most: number,
  { origin, at, sign }: SignHead,
): Promise<number> {
  const waiting = await transaction
    .select()
    .from(custodyWaiting)
    .orderBy(asc(custodyWaiting.id))
    .limit(most);
  if (waiting.length === 0) return 0;
  const edge = (await edgeOf(transaction)) ?? { origin, frontier: emptyFrontier };
  const entries = waiting.map(({ entry }) => entry);
  const frontier = await addRows(transaction, edge, entries);
  const note = sign(edge.origin, frontier);
  await transaction.insert(custodyHeads).values({ size: frontier.size, note, at });
  await transaction.delete(custodyWaiting).where(
    isOneOfNumbers(
      custodyWaiting.id,
      waiting.map(({ id }) => id),
    ),
  );
  return waiting.length;
}

interface Edge {
  origin: string;
  frontier: Frontier;
}

async function edgeOf(database: Database): Promise<Edge | null> {
  const [row] = await database.select().from(custodyEdge).where(eq(custodyEdge.id, 1));
  if (row === undefined) return null;
  const roots = row.roots.map((root) => bytesOfHex(root) ?? new Uint8Array(0));
  return { origin: row.origin, frontier: { size: row.size, roots } };
}

async function addRows(
  transaction: Database,
  { origin, frontier }: Edge,
  entries: readonly string[],
): Promise<Frontier> {
  const { size } = frontier;
  const leaves = entries.map((entry) => leafHash(sha256, utf8(entry)));
  const grown = append(sha256, frontier, leaves);
  const rows = entries.map((entry, at) => ({ position: size + at, entry }));
  await insertRows(transaction, custodyLog, rows);
  const edge = { origin, size: grown.size, roots: grown.roots.map(hexOf) };
  await transaction
    .insert(custodyEdge)
    .values({ id: 1, ...edge })
    .onConflictDoUpdate({ target: custodyEdge.id, set: edge });
  return grown;
}

interface Lost {
  entries: readonly string[];
  from: number;
  head: CustodyHead & { at: number };
}

async function restoreRows(transaction: Database, { entries, from, head }: Lost): Promise<boolean> {
  const { origin } = parseCheckpoint(head.note) ?? { origin: '' };
  const edge = (await edgeOf(transaction)) ?? { origin, frontier: emptyFrontier };
  if (edge.frontier.size !== from || edge.origin !== origin) return false;
  await addRows(transaction, edge, entries);
  await transaction.insert(custodyHeads).values(head);
  return true;
}

async function rowsOf(database: Database, from: number, to: number): Promise<string[]> {
  const { position, entry } = custodyLog;
  const rows = await database
    .select({ entry })
    .from(custodyLog)
    .where(and(gte(position, from), lt(position, to)))
    .orderBy(asc(position));
  return rows.map((row) => row.entry);
}

async function rowsOfCase(database: Database, caseId: string) {
  const { incidentId } = caseIncidents;
  const seen = database.select({ id: incidentId }).from(caseIncidents);
  const asked = database.select({ id: clipRequests.id }).from(clipRequests);
  const incidents = [
    ...(await seen.where(eq(caseIncidents.caseId, caseId))),
    ...(await asked.where(eq(clipRequests.caseId, caseId))),
  ];
  const isOne = [isAbout('case', caseId), ...incidents.map(({ id }) => isAbout('incident', id))];
  return database
    .select()
    .from(custodyLog)
    .where(or(...isOne))
    .orderBy(asc(custodyLog.position));
}

async function personalOf(database: Database, hashes: readonly string[]) {
  if (hashes.length === 0) return [];
  const { hash } = custodyPersonal;
  return database
    .select()
    .from(custodyPersonal)
    .where(inArray(hash, [...hashes]));
}

async function forget(database: Database, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  const { hash } = custodyPersonal;
  const gone = await database
    .delete(custodyPersonal)
    .where(inArray(hash, [...hashes]))
    .returning({ hash });
  return gone.length;
}
