// A database with cases, alerts, files, photos and a complete custody log. For tests.
import { createHash } from 'node:crypto';
import { createEvidenceStore } from '../../evidence/evidence-store.ts';
import { createRetention } from '../../evidence/retention.ts';
import type { LogToCompare } from '../../evidence/comparison/compare-with-log.ts';
import { actIn } from '../../testing/act.ts';
import { anAlert, sundayMorning } from '../../testing/alerts.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { aJpeg } from '../../testing/media.ts';
import { planFor } from '../../testing/plan.ts';
import { quietLog } from '../../testing/quiet-log.ts';
import { createCaseStore } from '../case-store.ts';
import { createCustodyStore } from '../custody-store.ts';
import type { Database } from '../database.ts';
import { createMediaIndex } from '../media-index.ts';
import { createPhotoIndex } from '../photo-index.ts';
import { createReportStore } from '../report-store.ts';
import { createRetentionStore } from '../retention-store.ts';

export interface CaseThere {
  id: string;
  incidentId: string;
  /** Null for a case of a camera. */
  photo: string | null;
  isDeleted: boolean;
}

export interface FilledStore {
  cases: CaseThere[];
  log: LogToCompare;
}

/** @param count of cases; each third loses its files by a deletion that is in the log, each fourth was reported by a person */
export async function fillStore(
  database: Database,
  dataDir: string,
  count: number,
): Promise<FilledStore> {
  const cases = await fillCases(database, dataDir, count);
  const custody = createCustodyStore(database);
  const head = { origin: 'fencewatch/test', at: 1, sign: () => 'a note' };
  while ((await custody.append(1000, head)) === 1000);
  const size = (await custody.head())?.size ?? 0;
  const rows = await custody.rows(0, size);
  return { cases, log: { size, entries: (from, to) => Promise.resolve(rows.slice(from, to)) } };
}

/** Their entries wait for their rows. */
export async function fillCases(
  database: Database,
  dataDir: string,
  count: number,
): Promise<CaseThere[]> {
  await createCustodyStore(database).wait([{ entry: startEntry, personal: null }]);
  const cases: CaseThere[] = [];
  for (let index = 0; index < count; index += 1)
    cases.push(
      index % 4 === 3
        ? await addReport(database, index)
        : await addCase(database, { dataDir, index, isDeleted: index % 3 === 0 }),
    );
  return cases;
}

const startEntry =
  '{"act":"dispatch-started","at":1,"details":{},"outcome":"done","personal":null,"subject":{},"version":1}';

interface CaseToAdd {
  dataDir: string;
  index: number;
  isDeleted: boolean;
}

async function addCase(database: Database, { dataDir, index, isDeleted }: CaseToAdd) {
  const cases = createCaseStore(database);
  const incidentId = `seen-${index}`;
  const at = sundayMorning + index * 60_000;
  const opened = anAlert({ incidentId, capturedAt: at });
  await cases.record(planFor(opened));
  const over = { sequence: 2, event: 'cleared', capturedAt: at + 9000 } as const;
  await cases.record(planFor(anAlert({ incidentId, ...over })));
  const id = (await cases.findByIncident(incidentId))?.id ?? '';
  const clock = fakeClock(at + 10_000);
  const evidence = createEvidenceStore({ dataDir, index: createMediaIndex(database), clock });
  await evidence.put({ incidentId, opening: 1, name: 'picture' }, [aJpeg(100)] as never);
  const action = { action: 'void', why: 'false-alarm' } as const;
  const parts = ['duty-leader'] as const;
  await actIn({ cases }, id, { action, by: 'li', at: at + 20_000, key: null, parts });
  if (isDeleted) {
    const store = createRetentionStore(database);
    const retention = createRetention({ store, evidence, rules: [], clock, log: quietLog() });
    const who = { actor: 'wu', role: 'admin', address: null, reason: 'the law wants it' };
    await retention.delete(id, who);
  }
  return { id, incidentId, photo: null, isDeleted };
}

async function addReport(database: Database, index: number): Promise<CaseThere> {
  const photo = createHash('sha256').update(String(index)).digest('hex');
  const at = sundayMorning + index * 60_000;
  const entry = { photo, sent: photo, by: 'an', at, bytes: 9, width: 1, height: 1, caseId: null };
  await createPhotoIndex(database).put(entry);
  const report = { by: 'an', at, where: { text: 'gate' }, note: null, photos: [photo] };
  const input = { report, kind: 'street-vending', matterCode: '0501' };
  const added = await createReportStore(database).add(input, '20261122');
  if (added.outcome !== 'new') throw new Error(added.outcome);
  return { id: added.caseId, incidentId: '', photo, isDeleted: false };
}
