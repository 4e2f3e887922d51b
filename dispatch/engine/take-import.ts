// Imports a file into the duty plan, or previews the import: reads it, lists the changes, and writes a version.
import type { ImportAnswer } from '../../contracts/index.ts';
import { differenceOf } from '../roster/duty-changes.ts';
import { importDuty, type DutyFile } from '../roster/import/import-duty.ts';
import type { DutyService, DutyOutcome } from './duty-service.ts';

export interface ImportWish {
  dryRun: boolean;
  /** The version that a dry run was made for. */
  baseVersion?: number | undefined;
  author: string;
  reason: string;
}

export type TakenImport =
  | { ok: true; answer: ImportAnswer }
  /** Somebody else changed the plan at the same time. */
  | { ok: false; outcome: Extract<DutyOutcome, { ok: false }> };

export async function takeImport(
  service: DutyService,
  file: DutyFile,
  { dryRun, baseVersion: tried, ...by }: ImportWish,
): Promise<TakenImport> {
  const { content: current, version: baseVersion } = service.current();
  if (tried !== undefined && tried !== baseVersion)
    return { ok: false, outcome: { ok: false, reason: 'stale', newest: baseVersion } };
  const faultsOfPlan = service.faultsOf.bind(service);
  const read = importDuty(file, { current, faultsOfPlan });
  const { encoding } = read;
  const head = { encoding, baseVersion };
  if (!read.ok) {
    const nothing = { difference: null, version: null, entries: 0, skipped: 0 };
    return { ok: true, answer: { ...head, ...nothing, faults: read.faults } };
  }
  const { content, entries, skipped } = read;
  const difference = differenceOf(current, content);
  const answer = { ...head, faults: [], entries, skipped, difference };
  if (dryRun) return { ok: true, answer: { ...answer, version: null } };
  const outcome = await service.change({ ...by, change: 'imported', baseVersion, content });
  if (!outcome.ok && outcome.reason !== 'unchanged') return { ok: false, outcome };
  const version = outcome.ok ? outcome.version.version : null;
  return { ok: true, answer: { ...answer, version } };
}
