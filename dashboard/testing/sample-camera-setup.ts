/// <reference types="node" />
// Added cameras of the sample district in every shown condition, edges, and results of tries.
import {
  cameraColumns,
  cameraRowFaultCodes,
  type CameraTryResult,
  type CameraVersionEntry,
  type SetUpCamera,
  type SetUpEdge,
} from '../../contracts/index.ts';
import { emptyImport, type CameraSetupFixture } from './fixture-camera-setup.ts';

const at = Date.UTC(2026, 10, 22, 1, 30);

export function anEdge(edgeId: string, change: Partial<SetUpEdge> = {}): SetUpEdge {
  return { edgeId, heardAt: at, isConnected: true, shares: false, refusal: null, ...change };
}

export function aSetUpCamera(id: string, change: Partial<SetUpCamera> = {}): SetUpCamera {
  return {
    ...{ id, name: '北门', gridCell: '370305001001001', location: '北门传达室' },
    ...{ transport: 'auto', edge: 'edge-1', source: `rtsp://10.20.0.31:554/${id}` },
    ...{ hasLogIn: true, origin: 'dashboard', version: 1, isReadable: true },
    ...change,
  };
}

export const aPicture: Extract<CameraTryResult, { outcome: 'picture' }> = {
  ...{ outcome: 'picture', codec: 'h264', width: 1920, height: 1080, frameRate: 25 },
  ...{ keyFrameMs: 2000, transport: 'tcp', tookMs: 840 },
};

export function fillCameraSetup(setup: CameraSetupFixture): void {
  setup.edges = [
    anEdge('edge-1'),
    anEdge('edge-2', { shares: true }),
    anEdge('edge-3', { refusal: 'key-unknown' }),
    anEdge('edge-4', { isConnected: false }),
  ];
  setup.cameras = [
    aSetUpCamera('exit-3', { name: '3号楼消防通道', origin: 'site-file', version: null }),
    aSetUpCamera('street-east', { name: '解放路东段', version: 3 }),
    aSetUpCamera('market-2', { name: '农贸市场 2 号口', origin: 'overruled', hasLogIn: false }),
    aSetUpCamera('new-gate', { edge: 'edge-3', isReadable: false }),
    aSetUpCamera('new-yard', { name: '后院', edge: 'edge-9', location: null }),
  ];
  for (const camera of setup.cameras)
    if (camera.version !== null) setup.versions.set(camera.id, versionsOf(camera));
}

function versionsOf(camera: SetUpCamera): CameraVersionEntry[] {
  const { name, gridCell, location, transport, edge, source, hasLogIn } = camera;
  const shown = { name, gridCell, location, transport, edge, source, hasLogIn };
  const count = camera.version ?? 1;
  return Array.from({ length: count }, (_, index) => {
    const version = count - index;
    const change = version === 1 ? 'added' : 'edited';
    const content = version === 1 ? { ...shown, location: null } : shown;
    const reason = version === 1 ? '新装' : '换了地址';
    return {
      version,
      change,
      at: at + version * 60_000,
      author: 'wang.fang',
      reason,
      camera: content,
    };
  });
}

/** One fault of each kind. */
export function fillFaultyImport(setup: CameraSetupFixture): void {
  const faults = cameraRowFaultCodes.map((code, index) => ({
    ...{ line: index < 9 ? null : index, id: index < 9 ? null : `camera-${index}`, code },
    column: index < 9 ? null : (cameraColumns[index % cameraColumns.length] ?? null),
    got: index % 2 === 0 ? 'a-1' : '',
  }));
  setup.importAnswer = { ...emptyImport, rows: 300, faults, faultCount: 812 };
}

export function fillGoodImport(setup: CameraSetupFixture): void {
  setup.importAnswer = {
    ...{
      ...emptyImport,
      encoding: 'gb18030',
      rows: 300,
      added: 297,
      changed: 1,
      same: 2,
      skipped: 2,
    },
    changes: [{ line: 4, id: 'gate', fields: ['source', 'logIn'] }],
    warnings: [
      { line: 7, id: 'yard', column: 'source', code: 'same-address', got: 'gate' },
      { line: 9, id: 'roof', column: 'edge', code: 'no-edge', got: 'edge-9' },
    ],
    warningCount: 2,
  };
}
