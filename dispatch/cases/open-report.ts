// A report by a person becomes a case without a camera, in the stages of an alert. Pure: takes the report, its number and the
// known facts of its photos; returns the case with its first steps, the existing case of the same report, or why it makes none.
import type { ActionRefusal, CaseReport, CaseStep } from '../../contracts/index.ts';
import { bareStep } from './bare-step.ts';
import type { CaseRecord } from './case-record.ts';
import type { PhotoFact } from './photo-proof.ts';

export interface ReportInput {
  report: CaseReport;
  kind: string;
  matterCode: string;
}

type Refusal = Extract<ActionRefusal, 'photo-unknown' | 'photo-used-before'>;

export type ReportCheck =
  | { outcome: 'new' }
  /** A phone that did not get the answer sends again; then its photos already belong to a case. */
  | { outcome: 'repeated'; caseId: string }
  | { outcome: 'refused'; reason: Refusal };

/** The placeholder for a missing camera. */
export const noCamera = { cameraId: 'no-camera', fenceId: 'no-fence', cameraName: '' } as const;

export function checkReport(report: CaseReport, known: readonly PhotoFact[]): ReportCheck {
  const facts = report.photos.map((photo) => known.find((one) => one.photo === photo));
  if (facts.some((fact) => fact === undefined || fact.by !== report.by))
    return { outcome: 'refused', reason: 'photo-unknown' };
  const cases = new Set(facts.map((fact) => fact?.caseId ?? null));
  const [caseId = null] = cases;
  if (cases.size === 1 && caseId === null) return { outcome: 'new' };
  return cases.size === 1 && caseId !== null
    ? { outcome: 'repeated', caseId }
    : { outcome: 'refused', reason: 'photo-used-before' };
}

export function openReport(
  { report, kind, matterCode }: ReportInput,
  caseId: string,
): { case: CaseRecord; steps: CaseStep[] } {
  const straight = (['accepted', 'dispatched'] as const).map((state) =>
    bareStep(state, state, { at: report.at }),
  );
  const reported: CaseStep = {
    ...bareStep('reported', 'reported', { at: report.at }),
    actor: report.by,
    part: 'inspector',
    reason: report.note,
    details: { photos: report.photos },
  };
  return { case: caseOf({ report, kind, matterCode }, caseId), steps: [reported, ...straight] };
}

function caseOf({ report, kind, matterCode }: ReportInput, id: string): CaseRecord {
  const { at, where, note } = report;
  return {
    ...noCamera,
    id,
    kind,
    matterCode,
    report,
    incidentId: `report-${id}`,
    state: 'dispatched',
    severity: 'normal',
    present: true,
    place: where.place ?? null,
    fenceName: placeInWords(report),
    fenceVersion: null,
    gridCell: where.gridCell ?? null,
    polygon: [],
    openedAt: at,
    lastOpenedAt: at,
    lastEventAt: at,
    clearedAt: null,
    confidence: 1,
    region: { x: 0, y: 0, width: 1, height: 1 },
    reason: note ?? '',
    trace: { rule: 'report', dwellMs: 0, evidence: [] },
    alsoSeenBy: [],
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}

function placeInWords({ where: { text, place, point, gridCell } }: CaseReport): string {
  return text ?? place ?? point?.plan ?? gridCell ?? '';
}
