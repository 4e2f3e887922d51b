// Alerts for tests: a plausible default, with the fields that a test sets.
import {
  alertIdOf,
  alertSchema,
  findKind,
  usualMatterCode,
  type Alert,
  type IncidentEvent,
} from '../../contracts/index.ts';

/** A Sunday, 08:00 in Shanghai. */
export const sundayMorning = Date.parse('2026-11-22T00:00:00Z');

export type AlertParts = Partial<IncidentEvent> &
  Pick<Partial<Alert>, 'gridCell' | 'cameraName' | 'place' | 'severity' | 'lease' | 'edgeId'>;

export function anAlert(parts: AlertParts = {}): Alert {
  const { gridCell = '370305001001001', cameraName = 'Exit 3', place, severity, ...rest } = parts;
  const { lease, edgeId = 'edge-1', ...event } = rest;
  const incident = anIncidentEvent(event);
  return alertSchema.parse({
    version: 1,
    alertId: alertIdOf(incident, lease),
    edgeId,
    lease,
    raisedAt: incident.capturedAt + 40,
    cameraName,
    fenceName: 'Exit 3, floor',
    gridCell,
    matterCode: codeOf(incident.kind),
    place,
    severity,
    model: { name: 'centernet-mobilenetv3', sha256: 'ab'.repeat(32) },
    incident,
  });
}

/** The n-th event of an incident: 1 is opened, then still there, or cleared if requested. */
export function anIncidentEvent(parts: Partial<IncidentEvent> = {}): IncidentEvent {
  const { sequence = 1 } = parts;
  return {
    event: sequence === 1 ? 'opened' : 'still-there',
    incidentId: 'exit-3-0001',
    sequence,
    kind: 'blocked-fire-exit',
    cameraId: 'exit-3',
    fenceId: 'exit-3-floor',
    fenceVersion: 1,
    capturedAt: sundayMorning + sequence * 10_000,
    mediaTimeMs: null,
    presentSince: sundayMorning - 40_000,
    openedAt: sundayMorning + 10_000,
    region: { x: 0.25, y: 0.5, width: 0.125, height: 0.25 },
    confidence: 0.75,
    reason: 'goods cover 32% of the exit for 50 s',
    trace: {
      rule: 'blocked-fire-exit',
      dwellMs: 50_000,
      evidence: [{ name: 'cover', value: 0.32 }],
    },
    ...parts,
  };
}

function codeOf(kind: string): string {
  const known = findKind(kind);
  if (!known) throw new Error(`no kind ${kind}`);
  return usualMatterCode(known);
}
