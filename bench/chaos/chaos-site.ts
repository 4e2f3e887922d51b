// The site of a chaos run: cameras with a film, and remote cameras that exist only as alerts. Takes the addresses of the cameras
// and of both webhook receivers; returns the site file.
import { parseSite, type Site, type SiteFile } from '../../contracts/index.ts';
import { cellOf } from '../dispatch/bench-site.ts';

export const chaosKind = 'vehicle-on-footway';
export const chaosSecrets = {
  HOOK_SECRET: 'secret of the chaos bench',
  PHONES: 'password of the phones',
};
export const phonesLogin = { username: 'phones', password: chaosSecrets.PHONES };
/** Cells of far cameras; those with a film come after them. */
export const farCells = 20;

export interface ChaosPlaces {
  sources: readonly string[];
  hooks: readonly [string, string];
}

export function chaosSiteFile({ sources, hooks }: ChaosPlaces): SiteFile {
  const cells = Array.from({ length: farCells + sources.length }, (_, index) => cellOf(index));
  return {
    version: 1,
    name: 'Chaos',
    timezone: 'Asia/Shanghai',
    edgeKeys: 'off',
    clips: { before: '2s', after: '2s' },
    cameras: sources.map((source, n) => ({
      id: `camera-${n + 1}`,
      source,
      transport: 'tcp',
      gridCell: cellOf(farCells + n),
      analysis: { period: '1s' },
    })),
    fences: sources.map((_, n) => fenceOf(n)),
    ...dutyOf(cells),
    channels: {
      mqtt: { receivers: [{ ...phonesLogin, password: '${PHONES}', cells: 'all' }] },
      direct: hooks.map((url, index) => ({
        ...{ id: `hook-${index + 1}`, type: 'webhook', url, secret: '${HOOK_SECRET}' },
        timeout: '4s',
      })),
      // A run sends more messages to four people than a real hour.
      telling: { perPerson: { messages: 10_000, within: '10m' } },
    },
  };
}

function fenceOf(n: number): NonNullable<SiteFile['fences']>[number] {
  return {
    ...{ id: `exit-${n + 1}`, camera: `camera-${n + 1}`, kind: chaosKind },
    polygon: [
      [0.03, 0.15],
      [0.97, 0.15],
      [0.97, 0.85],
      [0.03, 0.85],
    ],
    secondOpinion: false,
    ...{ dwell: '3s', clearAfter: '2s', reopenWithin: '1s', stillThereEvery: '5s' },
  };
}

/** Each cell has its own officer and property staff, at all hours. */
function dutyOf(cells: readonly string[]): Pick<SiteFile, 'units' | 'people' | 'shifts'> {
  const duties = cells.flatMap((_, index) =>
    (['officer', 'property'] as const).map((part) => ({ part, index, id: `${part}-${index}` })),
  );
  return {
    units: cells.map((cell, index) => ({
      ...{ id: `grid-${index}`, name: `Grid ${index}`, level: 'grid', cells: [cell] },
    })),
    people: duties.map(({ id }, n) => ({
      ...{ id: `p-${id}`, name: `Person ${n}` },
      channels: n % 2 === 0 ? ['hook-1', 'hook-2'] : ['hook-2', 'hook-1'],
    })),
    shifts: duties.map(({ id, part, index }) => ({
      ...{ id, part, unit: `grid-${index}`, people: [`p-${id}`] },
    })),
  };
}

export function chaosSite(places: ChaosPlaces): Site {
  const parsed = parseSite(chaosSiteFile(places), chaosSecrets);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.site;
}
