// Where `fencewatch replay` finds cases: in a bundle, or in dispatch's store and history. Takes the request; returns the record
// of each case with its observations, or what is missing.
import { readFile } from 'node:fs/promises';
import type { Observation, Site } from '../../contracts/index.ts';
import { caseRecordSchema, type CaseRecordFile } from '../../evidence/case-record.ts';
import { textOf } from '../../evidence/bytes.ts';
import { readZip } from '../../evidence/zip.ts';
import { gatherRecord } from '../../dispatch/api/case-record.ts';
import { openHistory } from '../../dispatch/history/open-history.ts';
import type { Store } from '../../dispatch/store/store.ts';
import { inflateNow } from '../../edge/observations/inflate-now.ts';
import { decodeBlocks, ObservationLogError } from '../../observation-log/index.ts';
import type { KeptObservations } from './judge-again.ts';

export interface ReplayCase {
  record: CaseRecordFile;
  observations: KeptObservations;
}

export type ReplaySource = { ok: true; cases: ReplayCase[] } | { ok: false; missing: string };

export async function casesInBundle(file: string): Promise<ReplaySource> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return { ok: false, missing: `the file ${file}` };
  const zip = readZip(new Uint8Array(bytes));
  if (!zip.ok) return { ok: false, missing: `a bundle: ${file} is ${zip.fault}` };
  const cases: ReplayCase[] = [];
  for (const [path, content] of zip.files) {
    if (!path.endsWith('/evidence.json')) continue;
    const record = recordIn(content);
    if (record === null) return { ok: false, missing: `a record that can be read in ${path}` };
    cases.push({ record, observations: keptIn(record, zip.files) });
  }
  return cases.length > 0 ? { ok: true, cases } : { ok: false, missing: 'a case in the bundle' };
}

function recordIn(content: Uint8Array): CaseRecordFile | null {
  try {
    return caseRecordSchema.safeParse(JSON.parse(textOf(content) ?? '')).data ?? null;
  } catch {
    return null;
  }
}

export function keptIn(
  { observations }: CaseRecordFile,
  files: ReadonlyMap<string, Uint8Array>,
): KeptObservations {
  return {
    of: (cameraId) => {
      const kept = observations.find((one) => one.cameraId === cameraId);
      const log = kept === undefined ? undefined : files.get(kept.file);
      return untilDamaged(log ?? new Uint8Array());
    },
  };
}

/** Observations after the damage count as absent: the judge reports them as missing. */
async function* untilDamaged(log: Uint8Array): AsyncGenerator<Observation> {
  try {
    yield* decodeBlocks(log, {}, { inflate: inflateNow });
  } catch (error) {
    if (!(error instanceof ObservationLogError)) throw error;
  }
}

export interface InStore {
  store: Store;
  dataDir: string;
  site: Pick<Site, 'timezone' | 'calendar'>;
  caseId: string;
}

export async function caseInStore(options: InStore): Promise<ReplaySource> {
  const { store, dataDir, site, caseId } = options;
  const found = await store.cases.find(caseId);
  if (found === null) return { ok: false, missing: `the case ${caseId}` };
  const past = openHistory(dataDir);
  const sources = { store, past, site, software: 'fencewatch', softwareOf: () => null };
  const { record, files } = await gatherRecord(sources, found);
  const contents = new Map<string, Uint8Array>();
  for (const { path, bytes } of files)
    if (path.endsWith('.fwlog')) contents.set(path, await bytes());
  return { ok: true, cases: [{ record, observations: keptIn(record, contents) }] };
}
