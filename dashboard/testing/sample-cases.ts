// Sample cases, cameras and times for tests. Every function takes the fields that differ.
import type {
  CameraStatus,
  CameraView,
  CaseDetail,
  CaseSummary,
  Delivery,
} from '../../contracts/index.ts';

/** 2026-11-22 02:30:00 in Shanghai. */
export const sampleNow = Date.UTC(2026, 10, 21, 18, 30, 0);

export function createSummary(part: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id: '20261122-0001',
    incidentId: 'inc-1',
    kind: 'blocked-fire-exit',
    state: 'dispatched',
    present: true,
    cameraId: 'exit-3',
    cameraName: '3号楼消防通道',
    fenceId: 'exit-3-door',
    fenceName: '东门',
    gridCell: '370305001001003',
    matterCode: '09012',
    openedAt: sampleNow - 200_000,
    lastEventAt: sampleNow - 200_000,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    confidence: 0.87,
    region: { x: 0.5, y: 0.55, width: 0.2, height: 0.25 },
    reason: 'Goods and a two-wheeler cover 43 % of the fire exit for 42 s.',
    hasPicture: true,
    hasClip: true,
    ...part,
  };
}

const samplePolygon: CaseDetail['polygon'] = [
  [0.4, 0.5],
  [0.8, 0.5],
  [0.9, 0.9],
  [0.3, 0.9],
];

const sampleEvidence: Record<string, { name: string; value: number; detail?: string }[]> = {
  'blocked-fire-exit': [
    { name: 'cover', value: 0.43 },
    { name: 'things', value: 2 },
  ],
  'debris-pile': [
    { name: 'fenceShare', value: 0.12 },
    { name: 'pictureShare', value: 0.022 },
    { name: 'contrast', value: 0.61 },
  ],
  'street-vending': [
    { name: 'people', value: 3 },
    { name: 'pictureShare', value: 0.048 },
    { name: 'set-up', value: 1, detail: 'share of the time it held' },
    { name: 'umbrella', value: 0.92, detail: 'share of the time it held' },
    { name: 'keeper', value: 0.88, detail: 'share of the time it held' },
  ],
};

export function createDetail(part: Partial<CaseDetail> = {}): CaseDetail {
  const summary = createSummary(part);
  return {
    ...summary,
    polygon: samplePolygon,
    trace: { rule: summary.kind, dwellMs: 42_000, evidence: sampleEvidence[summary.kind] ?? [] },
    events: [createEvent(summary, 1, 'opened', summary.openedAt)],
    deliveries: createDeliveries(summary),
    openedBy: [],
    ...part,
  };
}

export function createEvent(
  { incidentId, reason, region }: CaseSummary,
  sequence: number,
  event: CaseDetail['events'][number]['event'],
  capturedAt: number,
): CaseDetail['events'][number] {
  return { alertId: `${incidentId}-${sequence}`, event, capturedAt, reason, region };
}

/** One delivered, one waiting. */
function createDeliveries({ openedAt }: CaseSummary): Delivery[] {
  const topic = 'fencewatch/v1/cells/370305001001003';
  return [
    {
      notificationId: 'exit-3-0001-1-officer',
      role: 'officer',
      recipient: '王建国',
      topic: `${topic}/officer`,
      event: 'opened',
      state: 'handed-over',
      attempts: 1,
      at: openedAt + 700,
      error: null,
      listeners: 'some',
      received: null,
      opened: null,
    },
    {
      notificationId: 'exit-3-0001-1-property',
      role: 'property',
      recipient: null,
      topic: `${topic}/property`,
      event: 'opened',
      state: 'waiting',
      attempts: 3,
      at: openedAt + 900,
      error: 'the broker cannot be reached',
      listeners: null,
      received: null,
      opened: null,
    },
  ];
}

export function createStatus(part: Partial<CameraStatus> = {}): CameraStatus {
  return {
    version: 1,
    edgeId: 'edge-1',
    cameraId: 'exit-3',
    state: 'live',
    problem: null,
    since: sampleNow - 3_600_000,
    lastFrameAt: sampleNow - 1000,
    view: 'ok',
    framesAnalysed: 1800,
    framesDropped: 0,
    reconnects: 0,
    decode: 'key-frames',
    openIncidents: 0,
    sentAt: sampleNow,
    ...part,
  };
}

export function createCamera(part: Partial<CameraView> = {}): CameraView {
  const id = part.id ?? 'exit-3';
  return {
    id,
    name: '3号楼消防通道',
    gridCell: '370305001001003',
    status: createStatus({ cameraId: id }),
    hasPicture: true,
    pictureAt: sampleNow - 3000,
    fences: [
      {
        id: 'exit-3-door',
        name: '东门',
        kind: 'blocked-fire-exit',
        polygon: samplePolygon,
        open: false,
      },
    ],
    ...part,
  };
}
