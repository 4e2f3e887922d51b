// A case for tests of the report: one incident with an alert, and the fields that a test sets.
import sharp from 'sharp';
import type { CaseDetail, CaseStep } from '../../../../contracts/index.ts';
import { anAlert, sundayMorning } from '../../../testing/alerts.ts';
import type { DossierSource } from '../dossier-form.ts';

export const caseId = '20261122-0001';

export function aSource(change: Partial<CaseDetail> = {}): DossierSource {
  const detail = aDetail(change);
  const alert = anAlert({ cameraName: detail.cameraName });
  const { incidentId, cameraId, fenceId } = alert.incident;
  const files = [
    `${caseId}/camera-1-opening-1-picture.jpg`,
    `${caseId}/camera-1-opening-1-clip.mp4`,
  ];
  return {
    detail,
    kinds: [],
    files: files.map((path) => ({ path, about: `of incident ${incidentId}` })),
    record: {
      version: 1,
      caseId,
      kind: detail.kind,
      timezone: 'Asia/Shanghai',
      calendar: { restDays: [], workdays: [], workHours: [] } as never,
      software: 'fencewatch 0.1.0',
      incidents: [
        {
          incidentId,
          cameraId,
          cameraName: detail.cameraName,
          edgeId: 'edge-1',
          software: 'fencewatch 0.1.0',
          model: alert.model,
          alerts: [
            {
              ...alert,
              seal: { key: 'cd'.repeat(32), signature: `${'A'.repeat(86)}==` },
              receipt: 'r',
            },
          ],
          presentSince: new Date(sundayMorning - 40_000).toISOString(),
          openedAt: new Date(sundayMorning).toISOString(),
          clearedAt: null,
          rule: 'blocked-fire-exit',
          pictureBefore: `${caseId}/camera-1-before.jpg`,
          pictureAfter: null,
        },
      ],
      fences: [{ fenceId, version: 1, armedAt: sundayMorning - 1e8, author: 'op', fence: {} }],
      missing: [{ what: 'picture-after', about: incidentId, why: 'it is still there' }],
    },
  };
}

function aDetail(change: Partial<CaseDetail>): CaseDetail {
  const { incident, cameraName, fenceName } = anAlert();
  const { incidentId, cameraId, fenceId, kind, trace, reason, region, confidence } = incident;
  return {
    id: caseId,
    incidentId,
    kind,
    state: 'acknowledged',
    present: true,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    gridCell: '370305001001001',
    matterCode: '09012',
    openedAt: sundayMorning,
    lastEventAt: sundayMorning,
    clearedAt: null,
    acknowledgedAt: sundayMorning + 90_000,
    acknowledgedBy: '李强',
    confidence,
    region,
    reason,
    hasPicture: true,
    hasClip: true,
    polygon: [],
    trace,
    events: [],
    openings: [anOpening()],
    deliveries: [aDelivery()],
    openedBy: [{ username: 'auditor', at: sundayMorning + 3_600_000 }],
    history: [aStep({ step: 'reported' }), aStep({ step: 'acknowledged', actor: '李强' })],
    ...change,
  };
}

function anOpening(): NonNullable<CaseDetail['openings']>[number] {
  const { incident, cameraName, fenceName, alertId } = anAlert();
  const { incidentId, cameraId, fenceId, fenceVersion, trace, reason, region } = incident;
  return {
    incidentId,
    opening: 1,
    alertId,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion,
    openedAt: sundayMorning,
    presentSince: sundayMorning - 40_000,
    clearedAt: null,
    confidence: 0.75,
    region,
    reason,
    trace,
    hasPicture: true,
    hasClip: true,
  };
}

function aDelivery(): CaseDetail['deliveries'][number] {
  return {
    notificationId: 'n1',
    role: 'officer',
    recipient: '王芳',
    topic: '',
    event: 'opened',
    state: 'handed-over',
    attempts: 1,
    at: sundayMorning + 1000,
    error: null,
    listeners: null,
    received: { at: sundayMorning + 2000, by: null },
    opened: null,
  };
}

export function aStep(change: Partial<CaseStep> = {}): CaseStep {
  return {
    step: 'told',
    state: 'dispatched',
    at: sundayMorning + 60_000,
    actor: null,
    alertId: null,
    part: 'system',
    reason: null,
    details: null,
    key: null,
    ...change,
  };
}

/** A 4K picture of a busy scene. */
export async function aLargePicture(width = 3840, height = 2160): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const small = {
    create: { width: 480, height: 270, channels: 3, background: '#888', noise },
  } as const;
  return sharp(await sharp(small).png().toBuffer())
    .resize(width, height, { fit: 'fill' })
    .jpeg({ quality: 92 })
    .toBuffer();
}
