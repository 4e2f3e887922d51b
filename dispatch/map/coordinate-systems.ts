// Coordinates of Chinese maps as WGS-84, with the package gcoord. Takes a system; returns the conversion of one position, rounded
// to a centimetre. GCJ-02 is used by Amap and Tencent, BD-09 by Baidu; both equal WGS-84 outside China.
import gcoord from 'gcoord';
import type { CoordinateSystem, Position } from '../../contracts/index.ts';

// A CommonJS package: what its types call the default export is the module itself.
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default;
const systems = { gcj02: GCJ02, bd09: BD09 } as const;

export function toWgs84(system: CoordinateSystem): (position: Position) => Position {
  if (system === 'wgs84') return rounded;
  const from = systems[system];
  return (position) => rounded(transform<Position>(position, from, WGS84));
}

function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}
