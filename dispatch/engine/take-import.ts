// Imports a file into the duty plan, or previews the import: reads it, lists the changes, and writes a version.
import type { ImportAnswer } from '../../contracts/index.ts';
import { differenceOf } from '../roster/duty-changes.ts';
import { importDuty, type DutyFile } from '../roster/import/import-duty.ts';
import type { DutyService, DutyOutcome } from './duty-service.ts';

export interface ImportWish {
  dryRun: boolean;
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
  { dryRun, ...by }: ImportWish,
): Promise<TakenImport> {
  const { content: current, version: baseVersion } = service.current();
  const faultsOfPlan = service.faultsOf.bind(service);
  const read = importDuty(file, { current, faultsOfPlan });
  const { encoding } = read;
  if (!read.ok)
    return { ok: true, answer: { encoding, faults: read.faults, difference: null, version: null } };
  const { content } = read;
  const answer = { encoding, faults: [], difference: differenceOf(current, content) };
  if (dryRun) return { ok: true, answer: { ...answer, version: null } };
  const outcome = await service.change({ ...by, change: 'imported', baseVersion, content });
  if (!outcome.ok && outcome.reason !== 'unchanged') return { ok: false, outcome };
  const version = outcome.ok ? outcome.version.version : null;
  return { ok: true, answer: { ...answer, version } };
}
