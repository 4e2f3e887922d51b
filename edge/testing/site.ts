// Site parts for tests, complete, with overrides.
import {
  defaultAnalysis,
  completeFence,
  completeOrganisation,
  completePolicy,
  emptyCalendar,
  noDirectChannels,
  type Camera,
  type Fence,
  type Site,
} from '../../contracts/index.ts';

/** A site with one camera and one fence by default. */
export function testSite(change: Partial<Site> = {}): Site {
  return {
    name: 'Test',
    timezone: 'Asia/Shanghai',
    calendar: emptyCalendar,
    cameras: [testCamera()],
    fences: [testFence()],
    writtenFences: [],
    kinds: [],
    writtenKinds: [],
    logIn: null,
    edgeKeys: 'enrolled',
    retention: [],
    clipRolls: { beforeMs: 10_000, afterMs: 10_000 },
    timeStamps: null,
    contentCredentials: null,
    blurredFor: [],
    roster: [],
    map: [],
    organisation: completeOrganisation({}),
    routes: [],
    policy: completePolicy({}),
    channels: {
      mqtt: { url: null, username: null, password: null, receivers: [] },
      ...noDirectChannels,
    },
    ...change,
  };
}

export function testCamera(change: Partial<Camera> = {}): Camera {
  return {
    id: 'gate',
    name: 'Gate',
    source: 'rtsp://127.0.0.1:1/gate',
    gridCell: '110101001001001',
    transport: 'auto',
    analysis: { ...defaultAnalysis, periodMs: 1000, model: 'none' },
    privacyMasks: [],
    ...change,
  };
}

export function testFence(change: Partial<Fence> = {}): Fence {
  const polygon: [number, number][] = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
  ];
  const fence = completeFence({ id: 'exit-1', camera: 'gate', kind: 'blocked-fire-exit', polygon });
  return { ...fence, name: 'Exit 1', ...change };
}
