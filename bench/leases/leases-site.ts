// The site of the leases bench. Takes one address per camera; returns a site with a fence for each.
import { parseSite, type Site, type SiteFile } from '../../contracts/index.ts';

export const leasesKind = 'blocked-fire-exit';

export function leasesSiteFile(sources: readonly string[]): SiteFile {
  return {
    version: 1,
    name: 'Leases',
    timezone: 'Asia/Shanghai',
    edgeKeys: 'off',
    cameras: sources.map((source, n) => ({
      id: `camera-${n + 1}`,
      source,
      gridCell: '370305000000001',
      analysis: { period: '1s' },
    })),
    fences: sources.map((_, n) => ({
      id: `exit-camera-${n + 1}`,
      camera: `camera-${n + 1}`,
      kind: leasesKind,
      polygon: [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.9, 0.9],
      ],
      // So that every picture is looked at.
      dwell: '2s',
      // The bench's stays are short: each is an incident of its own.
      reopenWithin: '1s',
      stillThereEvery: '5s',
    })),
    roster: [],
  };
}

export function leasesSite(sources: readonly string[]): Site {
  const parsed = parseSite(leasesSiteFile(sources));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.site;
}
