/// <reference types="node" />
// A district for the map: cells side by side, cameras in them, as GeoJSON and as items.
import type { MapVersion, Ring, SiteFile } from '../../../contracts/index.ts';

export const cellCode = (index: number) => `3703050010${String(10_000 + index)}`;
const side = 0.004;

/** `wide` cells in a row, from 118.30 east and 36.80 north. */
export function cellRing(index: number, wide: number): Ring {
  const west = 118.3 + side * (index % wide);
  const south = 36.8 + side * Math.floor(index / wide);
  const tidy = (value: number) => Math.round(value * 1e6) / 1e6;
  const [x, y, east, north] = [west, south, west + side, south + side].map(tidy) as [
    number,
    number,
    number,
    number,
  ];
  return [
    [x, y],
    [east, y],
    [east, north],
    [x, north],
  ];
}

export function cellFeature(index: number, wide: number, name?: string) {
  const ring = cellRing(index, wide);
  const coordinates = [[...ring, ring[0]]];
  const properties = { 网格编码: cellCode(index), ...(name !== undefined && { 名称: name }) };
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } };
}

export const collectionOf = (features: readonly object[]) =>
  JSON.stringify({ type: 'FeatureCollection', features });

/** `total` cameras, one after another into the cells. */
export function manyCameras(total: number, cells: number): SiteFile['cameras'] {
  return Array.from({ length: total }, (_, index) => ({
    id: `camera-${index}`,
    name: `${index + 1}号机位`,
    source: `rtsp://camera/${index}`,
    gridCell: cellCode(index % cells),
  }));
}

export function cameraVersion(index: number, cells: number, wide: number): MapVersion {
  const [[x, y] = [0, 0]] = cellRing(index % cells, wide);
  const at: [number, number] = [
    x + ((index * 7919) % 37) / 10_000,
    y + ((index * 104_729) % 39) / 10_000,
  ];
  return versionOf('camera', `camera-${index}`, { kind: 'camera', at });
}

export function cellVersion(index: number, wide: number): MapVersion {
  const content: NonNullable<MapVersion['content']> = {
    kind: 'cell',
    name: `第${index + 1}网格`,
    outline: [cellRing(index, wide)],
  };
  return versionOf('cell', cellCode(index), content);
}

function versionOf(
  kind: MapVersion['kind'],
  id: string,
  content: NonNullable<MapVersion['content']>,
): MapVersion {
  return {
    kind,
    id,
    content,
    version: 1,
    change: 'edited',
    at: 1,
    author: 'admin',
    reason: '测绘',
  };
}
