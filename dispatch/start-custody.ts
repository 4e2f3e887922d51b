// Starts the custody log: the notes, the writer, and its files in the data folder. Takes the store and the folder; pending
// entries are written before dispatch stops.
import { join } from 'node:path';
import { signNote } from '../evidence/signed-note.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import {
  createCredentialsTool,
  type CredentialsTool,
} from '../host/credentials/credentials-tool.ts';
import { openSealKey, type SealKey } from '../host/seal/seal-key.ts';
import type { Clock } from '../host/clock.ts';
import type { Site } from '../contracts/index.ts';
import { createCustody, type Custody } from './evidence/custody.ts';
import { openCustodyFiles, type CustodyFiles } from './evidence/custody-files.ts';
import { createCustodyWriter, type CustodyWriter } from './evidence/custody-writer.ts';
import { openAuthority, type CredentialsAuthority } from './evidence/credentials/authority.ts';
import { createStoreWatch, type StoreWatch } from './evidence/comparison/store-watch.ts';
import { createEdgeKeys, type EdgeKeys } from './evidence/edge-keys.ts';
import { createEvidenceStore } from './evidence/evidence-store.ts';
import { createReportPrinter, type ReportPrinter } from './evidence/report/report-printer.ts';
import { createTimeStamps, type TimeStamps } from './evidence/time-stamps/time-stamps.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';
import { messageOf } from '../host/error-message.ts';

export interface CustodyStart {
  store: Pick<Store, 'custody' | 'edgeKeys' | 'facts' | 'media'>;
  site?: Pick<Site, 'name' | 'edgeKeys' | 'timeStamps'>;
  dataDir: string;
  /** Where to find a font with Chinese; the usual places when absent. */
  reportFonts?: readonly string[] | undefined;
  clock: Clock;
  log: Log;
}

export interface CustodyParts {
  custody: Custody;
  custodyFiles: CustodyFiles;
  custodyWriter: CustodyWriter;
  /** Returns the signed note of a text. */
  custodySign: (text: string) => Promise<string>;
  edgeKeys: EdgeKeys;
  /** Null if the site names no authority. */
  timeStamps: TimeStamps | null;
  reportPrinter: ReportPrinter;
  storeWatch: StoreWatch;
}

/** Content credentials: who may put them into files, and what files hold. */
export interface CredentialsParts {
  authority: CredentialsAuthority;
  credentialsTool: CredentialsTool;
}

export async function openCustody(start: CustodyStart): Promise<CustodyParts & CredentialsParts> {
  const { store, site, dataDir, reportFonts, clock, log } = start;
  const key = await openSealKey(join(dataDir, 'seal', 'log-key.pem'));
  const folder = join(dataDir, 'custody-log');
  const custodyFiles = openCustodyFiles(folder);
  const written = { store: store.custody, files: custodyFiles };
  const custodyWriter = createCustodyWriter({ ...written, key, clock, log });
  const custody = createCustody(store.custody, () => {
    custodyWriter.wake();
  });
  const mode = site?.edgeKeys ?? 'enrolled';
  const edgeKeys = createEdgeKeys({ store: store.edgeKeys, mode, clock });
  const custodySign = signerIn(store.custody, key);
  const settings = site?.timeStamps ?? null;
  const timeStamps =
    settings && createTimeStamps({ settings, folder, files: custodyFiles, clock, log });
  const reportPrinter = createReportPrinter({ clock, fonts: reportFonts });
  const district = site?.name ?? 'Fencewatch';
  const authority = await openAuthority({ folder: join(dataDir, 'seal'), district, clock });
  const credentialsTool = createCredentialsTool();
  const storeWatch = watchOf(start, custodyFiles);
  const keys = { custodySign, edgeKeys, timeStamps, reportPrinter, authority, credentialsTool };
  return { custody, custodyFiles, custodyWriter, storeWatch, ...keys };
}

/** Whether the tables have all of which the log tells. */
function watchOf({ store, dataDir, clock, log }: CustodyStart, files: CustodyFiles): StoreWatch {
  const { facts, custody, media } = store;
  const evidence = createEvidenceStore({ dataDir, index: media, clock });
  return createStoreWatch({ tables: { facts, custody }, files, evidence, clock, log });
}

/** Signs under the name of the log, which never changes. */
function signerIn(store: Pick<Store['custody'], 'origin'>, key: SealKey) {
  let known: string | null = null;
  return async (text: string) => {
    known ??= await store.origin();
    return signNote(nodeCrypto.sha256, text, { ...key, name: known ?? 'fencewatch' });
  };
}

/** Runs until `undo`; then pending entries are written. */
export async function startCustody(
  options: Omit<CustodyStart, 'store'>,
  store: CustodyStart['store'],
  undo: (() => Promise<unknown>)[],
): Promise<CustodyParts & CredentialsParts> {
  const { clock, log } = options;
  const parts = await openCustody({ ...options, store });
  const stopping = new AbortController();
  const { signal } = stopping;
  const done = Promise.all([
    parts.custodyWriter.run(signal),
    parts.timeStamps?.run(signal),
    parts.storeWatch.run(signal),
  ]);
  undo.push(async () => {
    stopping.abort();
    await done;
    await parts.custodyWriter.flush();
  });
  parts.custody.note({ at: clock.now(), act: 'dispatch-started' }).catch((error: unknown) => {
    log.warn({ error: messageOf(error) }, 'the start could not be recorded in the custody log');
  });
  return parts;
}
