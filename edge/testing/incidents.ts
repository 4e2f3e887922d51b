// Incident events for tests, complete, with overrides.
import type { IncidentEvent } from '../../contracts/index.ts';

export function incidentEvent(change: Partial<IncidentEvent> = {}): IncidentEvent {
  return {
    event: 'opened',
    incidentId: 'exit-1-a1',
    sequence: 1,
    kind: 'blocked-fire-exit',
    cameraId: 'gate',
    fenceId: 'exit-1',
    fenceVersion: 1,
    capturedAt: 1_700_000_050_000,
    mediaTimeMs: null,
    presentSince: 1_700_000_000_000,
    openedAt: 1_700_000_050_000,
    region: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
    confidence: 0.8,
    reason: 'a vehicle covers 40 % of the exit',
    trace: { rule: 'blocked-fire-exit', dwellMs: 50_000, evidence: [] },
    ...change,
  };
}
