// One full example of every message that crosses a process, for tests.
import type {
  Alert,
  CameraStatus,
  CaseDetail,
  CaseIncident,
  CaseSummary,
  IncidentEvent,
  Notification,
  Observation,
} from '../index.ts';

const at = 1_790_000_000_000;
const region = { x: 0.25, y: 0.5, width: 0.125, height: 0.25 };

export const observation: Observation = {
  version: 1,
  cameraId: 'exit-3',
  capturedAt: at,
  mediaTimeMs: null,
  grid: { columns: 160, rows: 90 },
  tracks: [
    {
      id: 't1',
      thing: 'two-wheeler',
      label: 'motorcycle',
      confidence: 0.75,
      box: region,
      firstSeenAt: at - 50_000,
      lastSeenAt: at,
      stationarySince: at - 45_000,
    },
  ],
  regions: [
    {
      id: 'r1',
      box: region,
      area: 0.03,
      spans: [[45, 40, 60]],
      since: at - 45_000,
      contrast: 0.5,
      seenAs: [{ thing: 'goods', label: 'suitcase', confidence: 0.5 }],
    },
  ],
  view: { state: 'moved', since: at, shift: { x: 0.01, y: -0.02 } },
};

export const incidentEvent: IncidentEvent = {
  event: 'opened',
  incidentId: 'exit-3-hatch-1',
  sequence: 1,
  kind: 'blocked-fire-exit',
  cameraId: 'exit-3',
  fenceId: 'hatch',
  fenceVersion: 1,
  capturedAt: at,
  mediaTimeMs: null,
  presentSince: at - 45_000,
  openedAt: at,
  region,
  confidence: 0.75,
  reason: 'a motorcycle covers 12 % of the exit for 45 s',
  trace: {
    rule: 'blocked-fire-exit',
    dwellMs: 45_000,
    evidence: [{ name: 'cover', value: 0.12, detail: 'motorcycle' }],
  },
};

export const alert: Alert = {
  version: 1,
  alertId: 'exit-3-hatch-1-1',
  edgeId: 'edge-1',
  raisedAt: at + 20,
  cameraName: 'Exit 3',
  fenceName: 'Hatched floor',
  gridCell: '370305001001002',
  matterCode: '09012',
  severity: 'high',
  place: 'north-stairs',
  model: { name: 'centernet-mobilenetv3', sha256: 'a'.repeat(64) },
  incident: incidentEvent,
};

export const cameraStatus: CameraStatus = {
  version: 1,
  edgeId: 'edge-1',
  cameraId: 'exit-3',
  state: 'stalled',
  problem: 'no picture for 12 s',
  since: at,
  lastFrameAt: at - 12_000,
  view: 'ok',
  framesAnalysed: 40,
  framesDropped: 1,
  reconnects: 2,
  decode: 'key-frames',
  openIncidents: 1,
  sentAt: at,
};

export const caseSummary: CaseSummary = {
  id: '20260921-7K3',
  incidentId: incidentEvent.incidentId,
  kind: 'blocked-fire-exit',
  state: 'dispatched',
  present: true,
  cameraId: 'exit-3',
  cameraName: 'Exit 3',
  fenceId: 'hatch',
  fenceName: 'Hatched floor',
  gridCell: '370305001001002',
  matterCode: '09012',
  openedAt: at,
  lastEventAt: at,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  confidence: 0.75,
  region,
  reason: incidentEvent.reason,
  hasPicture: true,
  hasClip: false,
  place: 'north-stairs',
  alsoSeenBy: [{ cameraId: 'stairs', cameraName: 'North stairs' }],
};

const caseIncident: CaseIncident = {
  incidentId: incidentEvent.incidentId,
  cameraId: 'exit-3',
  cameraName: 'Exit 3',
  fenceId: 'hatch',
  fenceName: 'Hatched floor',
  fenceVersion: 1,
  present: true,
  openedAt: at,
  lastEventAt: at,
  clearedAt: null,
  confidence: 0.75,
  region,
  reason: incidentEvent.reason,
  polygon: [],
  trace: incidentEvent.trace,
  hasPicture: true,
  hasClip: false,
};

export const caseDetail: CaseDetail = {
  ...caseSummary,
  polygon: [
    [0.25, 0.5],
    [0.75, 0.5],
    [0.75, 0.875],
  ],
  trace: incidentEvent.trace,
  incidents: [
    caseIncident,
    {
      ...caseIncident,
      ...{ incidentId: 'stairs-foot-1', cameraId: 'stairs', cameraName: 'North stairs' },
      ...{ fenceId: 'foot', fenceName: 'Foot of the stairs', fenceVersion: null },
    },
  ],
  events: [
    {
      alertId: alert.alertId,
      event: 'opened',
      capturedAt: at,
      reason: incidentEvent.reason,
      region,
      incidentId: incidentEvent.incidentId,
      cameraName: 'Exit 3',
      effect: 'opened',
    },
  ],
  deliveries: [
    {
      role: 'officer',
      recipient: 'Wang',
      topic: 'fencewatch/v1/cells/370305001001002/officer',
      event: 'opened',
      state: 'delivered',
      attempts: 1,
      at,
      error: null,
    },
  ],
};

export const notification: Notification = {
  version: 1,
  notificationId: 'exit-3-hatch-1-1-officer',
  alertId: alert.alertId,
  caseId: caseSummary.id,
  incidentId: incidentEvent.incidentId,
  event: 'opened',
  kind: 'blocked-fire-exit',
  matterCode: '09012',
  gridCell: '370305001001002',
  role: 'officer',
  recipient: { name: 'Wang', phone: '13800000000' },
  cameraId: 'exit-3',
  cameraName: 'Exit 3',
  fenceId: 'hatch',
  fenceName: 'Hatched floor',
  region,
  confidence: 0.75,
  reason: incidentEvent.reason,
  capturedAt: at,
  sentAt: at + 40,
  url: 'http://localhost:8080/cases/20260921-7K3',
};
