// GeoJSON files for the map, as operators import them.
import { readGeoJson } from '../../../dispatch/map/read-geojson.ts';
import { mutateJson, type Json } from '../mutate-value.ts';
import type { FuzzTarget } from '../target.ts';

const ring = [
  [118.05, 36.8],
  [118.06, 36.8],
  [118.06, 36.81],
  [118.05, 36.8],
];
const sample: Json = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '370305001001001', name: 'Cell' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    },
    {
      type: 'Feature',
      properties: { code: '370305001001002', name: 'Cell 2' },
      geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
    },
  ],
};
const systems = ['wgs84', 'gcj02', 'bd09'] as const;

export const mapFile: FuzzTarget = {
  name: 'map-file',
  what: 'GeoJSON files for the map',
  share: 60_000,
  withinMs: 3000,
  open: () =>
    Promise.resolve({
      make: (dice) => mutateJson(sample, dice),
      run: (input) => {
        const text = new TextDecoder().decode(input);
        const { faults, items } = readGeoJson({
          what: 'cell',
          text,
          system: systems[text.length % systems.length] ?? 'wgs84',
          idProperty: 'code',
          nameProperty: 'name',
          hasCamera: () => true,
          isInChina: true,
        });
        if (faults.length === 0 && items.length > 0) return null;
        if (faults.length === 0) throw new Error('neither items nor faults');
        return faults.map(({ code, got }) => `${code} "${got}"`).join('; ');
      },
    }),
};
