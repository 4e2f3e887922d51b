// The site of the scripted night: 40 grid cells in a tree of units, 12 people, shift changes at 22:00 and 06:00, and two direct
// channels. Takes the addresses of both; returns the site file.
import type { SiteFile } from '../../contracts/index.ts';
import { cellOf } from '../dispatch/bench-site.ts';

export const nightCells = 40;
export const nightSecrets = {
  HOOK_SECRET: 'secret of the night',
  PHONES: 'password of the phones',
};
export const phones = { username: 'phones', password: nightSecrets.PHONES };
/** From grid to city. */
export const topLevel = 3;

const communities = 4;
const day = [{ from: '06:00', to: '22:00' }];
const night = [{ from: '22:00', to: '06:00' }];

type Units = NonNullable<SiteFile['units']>;
type Shifts = NonNullable<SiteFile['shifts']>;

export function nightSite(hooks: readonly [string, string]): SiteFile {
  const [first, second] = hooks.map((url, index) => ({
    id: `hook-${index + 1}`,
    type: 'webhook' as const,
    url,
    secret: '${HOOK_SECRET}',
    timeout: '4s',
  }));
  return {
    version: 1,
    name: 'Night',
    timezone: 'Asia/Shanghai',
    cameras: Array.from({ length: nightCells }, (_, index) => ({
      id: `camera-${cellOf(index)}`,
      source: 'rtsp://camera.example/stream',
      gridCell: cellOf(index),
    })),
    fences: [],
    units: unitsOf(),
    people: peopleOf(),
    shifts: shiftsOf(),
    channels: {
      mqtt: { receivers: [{ ...phones, password: '${PHONES}', cells: 'all' }] },
      direct: [first, second].flatMap((one) => one ?? []),
      // The night sends more messages to twelve people than a real one.
      telling: { perPerson: { messages: 10_000, within: '10m' } },
    },
  };
}

function unitsOf(): Units {
  const above: Units = [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'district', name: 'District', level: 'district', parent: 'city' },
  ];
  const middle: Units = Array.from({ length: communities }, (_, index) => ({
    id: `community-${index}`,
    name: `Community ${index}`,
    level: 'community',
    parent: 'district',
  }));
  const grids: Units = Array.from({ length: nightCells }, (_, index) => ({
    id: `grid-${index}`,
    name: `Grid ${index}`,
    level: 'grid',
    parent: `community-${index % communities}`,
    cells: [cellOf(index)],
  }));
  return [...above, ...middle, ...grids];
}

function peopleOf(): SiteFile['people'] {
  return Array.from({ length: 12 }, (_, index) => ({
    id: `p${index}`,
    name: `Person ${index}`,
    channels: index % 2 === 0 ? ['hook-1', 'hook-2'] : ['hook-2', 'hook-1'],
  }));
}

/** By day two people per community share its grids; at night one does, and one community has nobody. */
function shiftsOf(): Shifts {
  const officers = Array.from({ length: nightCells }, (_, index): Shifts => {
    const community = index % communities;
    const unit = `grid-${index}`;
    const own = [`p${community * 2}`, `p${community * 2 + 1}`];
    const byDay = { id: `day-${index}`, unit, part: 'officer' as const, hours: day, people: own };
    if (community === communities - 1) return [byDay];
    const atNight = { ...byDay, id: `night-${index}`, hours: night, people: [own[1] ?? ''] };
    return [byDay, atNight];
  }).flat();
  const leader = (id: string, unit: string, person: string, hours: Shifts[number]['hours']) => ({
    id,
    unit,
    part: 'duty-leader' as const,
    people: [person],
    hours,
  });
  return [
    ...officers,
    leader('leader-day', 'district', 'p8', day),
    leader('leader-night', 'district', 'p9', night),
    leader('city-day', 'city', 'p10', day),
    leader('city-night', 'city', 'p11', night),
  ];
}
