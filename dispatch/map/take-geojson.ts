// Imports a GeoJSON file: reads it, lists its faults by row, counts what it would change, and stores it when it has no fault and is
// no dry run. Takes the map and the request; returns the answer, or null when somebody else changed the map meanwhile.
import { maxMapRowFaults, type MapImport, type MapImportAnswer } from '../../contracts/index.ts';
import type { MapService } from './map-service.ts';
import { readGeoJson } from './read-geojson.ts';

export interface ImportSite {
  timezone: string;
  hasCamera: (id: string) => boolean;
}

const chineseZone =
  /^(PRC|Hongkong|Asia\/(Shanghai|Urumqi|Chongqing|Chungking|Harbin|Kashgar|Hong_Kong|Macau|Macao))$/;

export async function takeGeoJson(
  map: MapService,
  wish: MapImport & { author: string },
  { timezone, hasCamera }: ImportSite,
): Promise<MapImportAnswer | null> {
  const { author, reason, dryRun } = wish;
  const read = readGeoJson({ ...wish, hasCamera, isInChina: chineseZone.test(timezone) });
  const isGood = read.faults.length === 0;
  const plan = await map.take(read.items, { author, reason, dryRun: dryRun || !isGood });
  if (plan === null) return null;
  const { added, changed, same } = plan;
  return {
    faults: read.faults.slice(0, maxMapRowFaults),
    faultCount: read.faults.length,
    rows: read.rows,
    added,
    changed,
    same,
    stored: isGood && !dryRun && added + changed > 0,
  };
}
