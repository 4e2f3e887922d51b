// The fences of the sample district with their history, for tests. Every function takes the fields that differ.
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';
import { places } from './sample-district.ts';

const minute = 60_000;
const hour = 60 * minute;

export function createVersion(part: Partial<FenceVersion> = {}): FenceVersion {
  const fence = part.fence === undefined ? createFence() : part.fence;
  return {
    fenceId: fence?.id ?? 'exit-3-door',
    version: 1,
    change: 'created',
    at: Date.UTC(2026, 10, 20, 2),
    author: 'site file',
    reason: 'first version of the site file',
    restoredFrom: null,
    fence,
    ...part,
  };
}

/** The fire exit of the sample district. */
export function createFence(part: Partial<FenceFile> = {}): FenceFile {
  const { exit } = places;
  return {
    id: exit.fence,
    name: exit.fenceName,
    camera: exit.id,
    kind: exit.kind,
    polygon: exit.polygon,
    ...part,
  };
}

/** All versions of all fences of the district, oldest first. */
export function createDistrictFences(now: number): FenceVersion[] {
  const { street, corner } = places;
  const exit = createFence();
  const narrow: FenceFile['polygon'] = [
    [0.44, 0.52],
    [0.76, 0.52],
    [0.84, 0.88],
    [0.36, 0.88],
  ];
  const lane = createFence({
    ...placed(street),
    dwell: '5m',
    schedule: [{ from: '06:00', to: '22:00' }],
  });
  return [
    createVersion({ fence: { ...exit, polygon: narrow, dwell: '60s' }, at: now - 50 * hour }),
    createVersion({
      fence: { ...exit, polygon: narrow, dwell: { vehicle: '50s', goods: '40s' } },
      version: 2,
      change: 'edited',
      at: now - 26 * hour,
      author: 'zhao.lei',
      reason: 'Goods in the doorway were seen too late.',
    }),
    createVersion({
      fence: { ...exit, dwell: { vehicle: '50s', goods: '40s' } },
      version: 3,
      change: 'edited',
      at: now - 3 * hour,
      author: 'li.na',
      reason: 'The kerb belongs to the exit.',
    }),
    createVersion({ fence: lane, at: now - 50 * hour }),
    createVersion({ fence: createFence({ ...placed(corner) }), at: now - 50 * hour }),
  ];
}

function placed(place: typeof places.street): Partial<FenceFile> {
  return {
    id: place.fence,
    name: place.fenceName,
    camera: place.id,
    kind: place.kind,
    polygon: place.polygon,
  };
}
