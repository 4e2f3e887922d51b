// Writes reports by people, each in one transaction: locks photos, creates a case unless the report was repeated, and schedules a
// look. Also lists the reports of one person with their progress.
import { and, desc, isNotNull, sql } from 'drizzle-orm';
import type { CaseStep } from '../../contracts/index.ts';
import type { CaseFile } from '../cases/case-summary.ts';
import {
  checkReport,
  openReport,
  type ReportCheck,
  type ReportInput,
} from '../cases/open-report.ts';
import { stepsOfEach } from './act-on-case.ts';
import { caseColumns } from './case-rows.ts';
import type { Database } from './database.ts';
import { addSteps } from './folder-rows.ts';
import { bindPhotos, photoFacts } from './photo-rows.ts';
import { nextCaseId } from './case-numbers.ts';
import { cases } from './schema.ts';
import { wantLook } from './want-look.ts';

export type ReportAdded =
  { outcome: 'new'; caseId: string } | Exclude<ReportCheck, { outcome: 'new' }>;

export interface ReportStore {
  /** @param day the day of a new case's number, as `20261122` */
  add(input: ReportInput, day: string): Promise<ReportAdded>;
  /** The newest first. */
  by(person: string, limit: number): Promise<(CaseFile & { log: CaseStep[] })[]>;
}

export function createReportStore(database: Database): ReportStore {
  return {
    add: (input, day) => database.transaction((transaction) => add(transaction, input, day)),
    by: async (person, limit) => {
      const files: CaseFile[] = await database
        .select(caseColumns)
        .from(cases)
        .where(and(isNotNull(cases.report), sql`${cases.report} ->> 'by' = ${person}`))
        .orderBy(desc(cases.id))
        .limit(limit);
      const logs = await stepsOfEach(
        database,
        files.map(({ id }) => id),
      );
      return files.map((file) => ({ ...file, log: logs.get(file.id) ?? [] }));
    },
  };
}

async function add(transaction: Database, input: ReportInput, day: string): Promise<ReportAdded> {
  const { photos, at } = input.report;
  const check = checkReport(input.report, await photoFacts(transaction, photos));
  if (check.outcome !== 'new') return check;
  const caseId = await nextCaseId(transaction, day);
  const opened = openReport(input, caseId);
  await transaction.insert(cases).values(opened.case);
  await addSteps(transaction, caseId, opened.steps);
  await bindPhotos(transaction, caseId, photos);
  await wantLook(transaction, caseId, at);
  return { outcome: 'new', caseId };
}
