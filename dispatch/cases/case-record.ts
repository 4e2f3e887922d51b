// A case as dispatch stores it, its steps, and the allowed transitions.
import {
  severities,
  type Assignee,
  type CaseSummary,
  type IncidentEvent,
  type Point,
  type Severity,
} from '../../contracts/index.ts';
import { localText } from '../local-text.ts';
import type { IncidentRecord } from './incident-record.ts';

/** To whom a case was assigned, by whom, and in which step. */
export interface GivenTo {
  to: Assignee;
  by: string | null;
  how: 'dispatched' | 'transferred' | 'handed-on' | 'reminded';
}

/** The stored data of a case. Its media are in the evidence store and joined when a case is shown. */
export interface CaseRecord extends Omit<CaseSummary, 'hasPicture' | 'hasClip'> {
  severity: Severity;
  lastOpenedAt: number;
  /** Null for cases of earlier releases. */
  fenceVersion: number | null;
  /** The fence as that version drew it; empty when dispatch did not know the version. */
  polygon: Point[];
  trace: IncidentEvent['trace'];
  place: string | null;
  /** The named assignee, if any. */
  givenTo?: GivenTo | null;
  /** It waits for a review, or was rejected in one: nobody is notified. */
  isHeld?: boolean;
  alsoSeenBy: { cameraId: string; cameraName: string }[];
}

/** A case and its incidents: the first one, then in the order in which they joined. */
export interface CaseFolder {
  case: CaseRecord;
  incidents: readonly IncidentRecord[];
}

/** The case as the sum of its incidents: present while one of them is. Its picture and reason are those of the first. */
export function caseOver(record: CaseRecord, incidents: readonly IncidentRecord[]): CaseRecord {
  const present = incidents.some((incident) => incident.present);
  const { confidence, region, reason, trace } = incidents[0] ?? record;
  return {
    ...record,
    confidence,
    region,
    reason,
    trace,
    present,
    clearedAt: present ? null : Math.max(...incidents.map(({ clearedAt }) => clearedAt ?? 0)),
    lastEventAt: Math.max(...incidents.map(({ lastEventAt }) => lastEventAt)),
    alsoSeenBy: otherCameras(record.cameraId, incidents),
  };
}

function otherCameras(first: string, incidents: readonly IncidentRecord[]) {
  const names = new Map(incidents.map(({ cameraId, cameraName }) => [cameraId, cameraName]));
  names.delete(first);
  return [...names].map(([cameraId, cameraName]) => ({ cameraId, cameraName }));
}

export function moreSevere(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? other : one;
}

/** `20261122-0007`: the day in the site's time zone and the number of the case on that day. Sorts by age. */
export function formatCaseId(day: string, number: number): string {
  return `${day}-${String(number).padStart(4, '0')}`;
}

/** The day of a time in a time zone, as `20261122`. */
export function caseDay(at: number, timezone: string): string {
  const [day = ''] = localText(at, timezone).split('T');
  return day.replaceAll('-', '');
}
