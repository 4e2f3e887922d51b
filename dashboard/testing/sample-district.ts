// A small district with some of everything, for the browser tests and screenshots: several cases in different states, and cameras
// in every condition.
import {
  caseIncidentSchema,
  type CameraStatus,
  type CameraView,
  type CaseDetail,
  type CaseIncident,
  type Kind,
  type Point,
} from '../../contracts/index.ts';
import { createCamera, createDetail, createEvent, createStatus } from './sample-cases.ts';

interface Place {
  id: string;
  name: string;
  fence: string;
  fenceName: string;
  kind: Kind;
  matterCode: string;
  polygon: Point[];
}

const street: Place = {
  id: 'street-east',
  name: '解放路东段',
  fence: 'street-lane',
  fenceName: '人行道北侧',
  kind: 'street-vending',
  matterCode: '09006',
  polygon: [
    [0.08, 0.62],
    [0.62, 0.55],
    [0.7, 0.8],
    [0.1, 0.92],
  ],
};
const exit: Place = {
  id: 'exit-3',
  name: '3号楼消防通道',
  fence: 'exit-3-door',
  fenceName: '东门',
  kind: 'blocked-fire-exit',
  matterCode: '09012',
  polygon: [
    [0.4, 0.5],
    [0.8, 0.5],
    [0.9, 0.9],
    [0.3, 0.9],
  ],
};
const corner: Place = {
  id: 'corner-west',
  name: '西巷口',
  fence: 'corner-bins',
  fenceName: '垃圾桶旁',
  kind: 'debris-pile',
  matterCode: '06011',
  polygon: [
    [0.55, 0.58],
    [0.93, 0.56],
    [0.96, 0.88],
    [0.6, 0.9],
  ],
};

const minute = 60_000;
const hour = 60 * minute;

export function createDistrictCases(now: number): CaseDetail[] {
  return [
    createCaseAt(exit, '20261122-0004', now - 42_000),
    joined(
      createCaseAt(street, '20261122-0003', now - 7 * minute, {
        state: 'acknowledged',
        acknowledgedAt: now - 5 * minute,
        acknowledgedBy: 'li.na',
        reason: 'A stall with an umbrella and 2 customers has stood in the lane for 5 min.',
        region: { x: 0.28, y: 0.5, width: 0.16, height: 0.3 },
      }),
    ),
    cleared(
      createCaseAt(corner, '20261122-0002', now - 55 * minute, {
        reason: 'A heap has lain here for 2 min that was not there before.',
        region: { x: 0.7, y: 0.66, width: 0.14, height: 0.16 },
      }),
      42_000,
    ),
    cleared(createCaseAt(exit, '20261121-0009', now - 26 * hour, { state: 'closed' }), 14 * minute),
    cleared(
      createCaseAt(corner, '20261121-0008', now - 27 * hour, { state: 'void', hasPicture: false }),
      95 * minute,
    ),
  ];
}

/** A case at one of the district's places, opened at a given time. */
export function createCaseAt(
  place: Place,
  id: string,
  openedAt: number,
  part: Partial<CaseDetail> = {},
): CaseDetail {
  return createDetail({
    id,
    incidentId: `inc-${id}`,
    kind: place.kind,
    matterCode: place.matterCode,
    cameraId: place.id,
    cameraName: place.name,
    fenceId: place.fence,
    fenceName: place.fenceName,
    polygon: place.polygon,
    openedAt,
    lastEventAt: openedAt,
    ...part,
  });
}

/** The same case after the object has gone. */
export function cleared(detail: CaseDetail, afterMs: number): CaseDetail {
  const clearedAt = detail.openedAt + afterMs;
  return {
    ...detail,
    present: false,
    clearedAt,
    lastEventAt: clearedAt,
    events: [...detail.events, createEvent(detail, 2, 'cleared', clearedAt)],
  };
}

/** The same case after the camera of the market has joined it, and does not see the thing any more. */
export function joined(detail: CaseDetail): CaseDetail {
  const { openedAt, reason, region } = detail;
  const first = incidentOf(detail);
  const second: CaseIncident = {
    ...first,
    incidentId: `${first.incidentId}-b`,
    cameraId: 'market-2',
    cameraName: '农贸市场 2 号口',
    fenceId: 'market-gate',
    fenceName: '门口空地',
    present: false,
    openedAt: openedAt + 20_000,
    clearedAt: openedAt + 3 * minute,
    region: { x: 0.55, y: 0.5, width: 0.14, height: 0.28 },
    polygon: corner.polygon,
  };
  const { incidentId, cameraName } = second;
  const told = { reason, region, incidentId, cameraName };
  return {
    ...detail,
    severity: 'high',
    place: 'jiefang-east-corner',
    alsoSeenBy: [{ cameraId: second.cameraId, cameraName }],
    incidents: [first, second],
    events: [
      ...detail.events.map((one) => ({
        ...one,
        incidentId: first.incidentId,
        cameraName: first.cameraName,
      })),
      {
        ...told,
        alertId: `${incidentId}-1`,
        event: 'opened',
        effect: 'joined',
        capturedAt: second.openedAt,
      },
      {
        ...told,
        alertId: `${incidentId}-2`,
        event: 'cleared',
        effect: 'cleared-in-part',
        capturedAt: second.clearedAt ?? openedAt,
      },
    ],
  };
}

/** The fields that a case shares with its first incident. */
function incidentOf(detail: CaseDetail): CaseIncident {
  const said = { fenceVersion: 1, ...detail };
  const names = Object.keys(caseIncidentSchema.shape) as (keyof CaseIncident)[];
  return caseIncidentSchema.parse(Object.fromEntries(names.map((name) => [name, said[name]])));
}

export const places = { street, exit, corner };

export function createDistrictCameras(now: number): CameraView[] {
  return [
    createCameraAt(street, now, true),
    createCameraAt(exit, now, true),
    createCameraAt(corner, now, false),
    ...createTroubledCameras(now),
  ];
}

function createCameraAt(place: Place, now: number, open: boolean): CameraView {
  const { id, name, fence, fenceName, kind, polygon } = place;
  return createCamera({
    id,
    name,
    pictureAt: now - 3000,
    status: createStatus({ cameraId: id, fences: inForce(fence), lease: leaseSince(now) }),
    fences: [{ id: fence, name: fenceName, kind, polygon, open }],
  });
}

/** These edges share their cameras. */
function leaseSince(now: number): NonNullable<CameraStatus['lease']> {
  return { token: now - 3 * hour + 1, since: now - 3 * hour };
}

/** The exit is at its third version, the others at their first. */
function inForce(fenceId: string): NonNullable<CameraStatus['fences']> {
  const version = fenceId === exit.fence ? 3 : 1;
  return { revision: 5, inForce: [{ fenceId, version }], refused: [] };
}

/** Every problem of a camera once. */
function createTroubledCameras(now: number): CameraView[] {
  const sketches: [string, string, number | null, Partial<CameraStatus>][] = [
    ['market-2', '农贸市场 2 号口', now - 5000, { view: 'moved' }],
    ['park-1', '中心公园北门', now - 26 * minute, { state: 'offline', problem: unreachable }],
    ['school-5', '第五小学门口', null, { state: 'refused', view: null, problem: refused }],
    ['gate-7', '7 号门', now - 14_000, { state: 'stalled', problem: stalled }],
    ['yard-8', '后院', null, { state: 'starting', view: null }],
  ];
  const reported = sketches.map(([id, name, pictureAt, status]) =>
    createCamera({
      id,
      name,
      pictureAt,
      hasPicture: pictureAt !== null,
      status: createStatus({ cameraId: id, ...status }),
      ...(id === 'school-5' ? { fences: [] } : {}),
    }),
  );
  const silent = { id: 'roof-9', name: '屋顶', hasPicture: false, pictureAt: null, status: null };
  return [...reported, createCamera(silent)];
}

const unreachable = 'the camera cannot be reached (no route to host)';
const refused = 'the log-in was refused (401 Unauthorized)';
const stalled = 'the camera is connected but sends nothing';
