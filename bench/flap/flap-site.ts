// The site of the flap bench. Takes one address per camera; returns a site with a fence for each.
import {
  completeFence,
  completeOrganisation,
  completePolicy,
  defaultAnalysis,
  emptyCalendar,
  noDirectChannels,
  type Camera,
  type Fence,
  type Site,
} from '../../contracts/index.ts';

export function flapSite(sources: readonly string[]): Site {
  const cameras = sources.map(cameraOf);
  return {
    name: 'Flap',
    timezone: 'Asia/Shanghai',
    calendar: emptyCalendar,
    cameras,
    fences: cameras.map(fenceOf),
    writtenFences: [],
    kinds: [],
    writtenKinds: [],
    logIn: null,
    edgeKeys: 'off',
    retention: [],
    clipRolls: { beforeMs: 15_000, afterMs: 30_000 },
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
  };
}

function cameraOf(source: string, index: number): Camera {
  return {
    id: `camera-${index + 1}`,
    name: `Camera ${index + 1}`,
    source,
    gridCell: '110101001001001',
    transport: 'auto',
    analysis: { ...defaultAnalysis, model: 'none' },
    privacyMasks: [],
  };
}

function fenceOf({ id }: Camera): Fence {
  const polygon: [number, number][] = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
  ];
  return completeFence({ id: `exit-${id}`, camera: id, kind: 'blocked-fire-exit', polygon });
}
