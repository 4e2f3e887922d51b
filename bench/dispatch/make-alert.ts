// Alerts for benches, in the form of an edge. Takes the incident, its cell and time; returns the alert.
import { alertIdOf, type Alert } from '../../contracts/index.ts';

export interface AlertWish {
  incidentId: string;
  sequence: number;
  event: Alert['incident']['event'];
  cell: string;
  kind: Alert['incident']['kind'];
  matterCode: string;
  at: number;
  openedAt: number;
}

export function makeAlert(wish: AlertWish): Alert {
  const { incidentId, sequence, event, cell, kind, matterCode, at, openedAt } = wish;
  const cameraId = `camera-${cell}`;
  return {
    version: 1,
    alertId: alertIdOf({ incidentId, sequence }),
    edgeId: 'edge-1',
    raisedAt: at + 40,
    cameraName: `Camera of ${cell}`,
    fenceName: 'Entrance',
    gridCell: cell,
    matterCode,
    severity: 'normal',
    place: null,
    model: { name: 'centernet-mobilenetv3', sha256: 'ab'.repeat(32) },
    incident: {
      event,
      incidentId,
      sequence,
      kind,
      cameraId,
      fenceId: `fence-${cell}`,
      fenceVersion: 1,
      capturedAt: at,
      mediaTimeMs: null,
      presentSince: openedAt - 40_000,
      openedAt,
      region: { x: 0.25, y: 0.5, width: 0.125, height: 0.25 },
      confidence: 0.75,
      reason: 'goods cover 32% of the exit for 50 s',
      trace: { rule: kind, dwellMs: 50_000, evidence: [{ name: 'cover', value: 0.32 }] },
    },
  };
}
