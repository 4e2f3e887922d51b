// Versions of fences and confirmed views. Append-only. All writers take one lock, so that decisions use current data, and
// revisions become visible in order.
import { hexOf, utf8 } from '../../evidence/bytes.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { draftOf, type CustodyNote } from '../evidence/custody-draft.ts';
import { addWaiting } from './custody-store.ts';
import { desc, eq, max, sql } from 'drizzle-orm';
import type { ArmedFences, FenceFile, FenceVersion } from '../../contracts/index.ts';
import type {
  FenceVersionStore,
  SiteFileBefore,
  ViewConfirmation,
} from '../fences/fence-version-store.ts';
import type { Database } from './database.ts';
import { fenceVersions, siteFileFences, viewConfirmations } from './fence-schema.ts';

export function createFenceVersionStore(database: Database): FenceVersionStore {
  return {
    newest: () => newestOf(database),
    history: (fenceId) => historyOf(database, fenceId),
    find: async (id, number) => {
      const [row] = await findAll(database, [{ fenceId: id, version: number }]);
      return row ?? null;
    },
    findAll: (wanted) => findAll(database, wanted),
    revision: () => lastRevision(database),
    confirmedViews: () => confirmedViews(database),
    confirmationsOf: (cameraId) => confirmationsOf(database, cameraId),
    change: (fenceId, decide) =>
      oneAtATime(database, async (transaction) => {
        const decision = decide(await historyOf(transaction, fenceId));
        if (decision.ok) await addVersions(transaction, [decision.version]);
        return decision;
      }),
    confirmView: (confirmation, decide) =>
      oneAtATime(database, async (transaction) => {
        const decision = decide(await newestOf(transaction));
        if (!decision.ok) return decision;
        await addVersions(transaction, decision.versions);
        await transaction.insert(viewConfirmations).values(confirmation);
        return decision;
      }),
    readSiteFile: (fences, decide) =>
      oneAtATime(database, async (transaction) => {
        const versions = decide(await siteFileBefore(transaction));
        await addVersions(transaction, versions);
        await rememberSiteFile(transaction, fences);
        return versions;
      }),
  };
}

const { fenceId, version, change, at, author, reason, restoredFrom, fence } = fenceVersions;
const versionColumns = { fenceId, version, change, at, author, reason, restoredFrom, fence };

/** Changes of fences are rare and small: they run one after another, for any number of dispatches. */
function oneAtATime<T>(database: Database, work: (transaction: Database) => Promise<T>) {
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('fences', 0))`);
    return work(transaction);
  });
}

/** However many are wanted: one parameter. */
function findAll(
  database: Database,
  wanted: readonly Pick<FenceVersion, 'fenceId' | 'version'>[],
): Promise<FenceVersion[]> {
  const list = JSON.stringify(wanted.map((one) => [one.fenceId, one.version]));
  const isOne = sql`(${fenceId}, ${version}) in
    (select one->>0, (one->>1)::integer from jsonb_array_elements(${list}::jsonb) as one)`;
  return database.select(versionColumns).from(fenceVersions).where(isOne);
}

async function newestOf(database: Database): Promise<FenceVersion[]> {
  return database
    .selectDistinctOn([fenceId], versionColumns)
    .from(fenceVersions)
    .orderBy(fenceId, desc(version));
}

async function historyOf(database: Database, id: string): Promise<FenceVersion[]> {
  return database
    .select(versionColumns)
    .from(fenceVersions)
    .where(eq(fenceId, id))
    .orderBy(desc(version));
}

async function lastRevision(database: Database): Promise<number> {
  const last = async (table: typeof fenceVersions | typeof viewConfirmations) => {
    const [row] = await database.select({ last: max(table.revision) }).from(table);
    return row?.last ?? 0;
  };
  return Math.max(await last(fenceVersions), await last(viewConfirmations));
}

async function confirmedViews(database: Database): Promise<ArmedFences['views']> {
  const { cameraId, confirmedAt } = viewConfirmations;
  return database
    .select({ cameraId, confirmedAt: max(confirmedAt).mapWith(Number) })
    .from(viewConfirmations)
    .groupBy(cameraId)
    .orderBy(cameraId);
}

async function confirmationsOf(database: Database, cameraId: string): Promise<ViewConfirmation[]> {
  const { confirmedAt, author, reason, shift } = viewConfirmations;
  return database
    .select({ cameraId: viewConfirmations.cameraId, confirmedAt, author, reason, shift })
    .from(viewConfirmations)
    .where(eq(viewConfirmations.cameraId, cameraId))
    .orderBy(desc(viewConfirmations.revision));
}

async function addVersions(transaction: Database, versions: readonly FenceVersion[]) {
  if (versions.length === 0) return;
  await transaction.insert(fenceVersions).values([...versions]);
  const notes = versions.map((one) => draftOf(noteOfVersion(one)));
  await addWaiting(transaction, notes);
}

function noteOfVersion(row: FenceVersion): CustodyNote {
  const written = utf8(canonicalJson(row.fence));
  return {
    at: row.at,
    act: 'fence-changed',
    subject: { fence: row.fenceId },
    details: {
      version: row.version,
      change: row.change,
      sha256: hexOf(nodeCrypto.sha256(written)),
    },
    person: { actor: row.author, reason: row.reason },
  };
}

async function siteFileBefore(transaction: Database): Promise<SiteFileBefore> {
  const newest = await newestOf(transaction);
  const said = await transaction.select().from(siteFileFences);
  return {
    newest: new Map(newest.map((one) => [one.fenceId, one])),
    saidBefore: new Map(said.map((one) => [one.fenceId, one.fence])),
  };
}

async function rememberSiteFile(transaction: Database, fences: readonly FenceFile[]) {
  await transaction.delete(siteFileFences);
  const rows = fences.map((one) => ({ fenceId: one.id, fence: one }));
  if (rows.length > 0) await transaction.insert(siteFileFences).values(rows);
}
