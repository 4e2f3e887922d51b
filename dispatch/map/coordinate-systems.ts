// Coordinates of Chinese maps as WGS-84. Pure. Takes a system; returns the conversion of one position, rounded to a centimetre.
// GCJ-02 is used by Amap and Tencent, BD-09 by Baidu. The formulas are the published ones, as in the MIT-licensed gcoord.
import type { CoordinateSystem, Position } from '../../contracts/index.ts';

export function toWgs84(system: CoordinateSystem): (position: Position) => Position {
  if (system === 'wgs84') return rounded;
  if (system === 'gcj02') return (position) => rounded(fromGcj02(position));
  return (position) => rounded(fromBd09(position));
}

function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}

/** There is no formula for this direction: the shift is searched for, and found within a millimetre. */
function fromGcj02(shifted: Position): Position {
  let found = shifted;
  for (let round = 0; round < 10; round += 1) {
    const [x, y] = toGcj02(found);
    found = [found[0] + shifted[0] - x, found[1] + shifted[1] - y];
  }
  return found;
}

function fromBd09(position: Position): Position {
  const [x, y] = [position[0] - 0.0065, position[1] - 0.006];
  const turn = (Math.PI * 3000) / 180;
  const length = Math.hypot(x, y) - 0.00002 * Math.sin(y * turn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * turn);
  const shifted: Position = [length * Math.cos(angle), length * Math.sin(angle)];
  return isShifted(position) ? fromGcj02(shifted) : position;
}

/** The ellipsoid of Krasovsky 1940. */
const semiMajorM = 6_378_245;
const eccentricity2 = 0.006693421622965943;

export function toGcj02([longitude, latitude]: Position): Position {
  if (!isShifted([longitude, latitude])) return [longitude, latitude];
  const [east, north] = shiftM(longitude - 105, latitude - 35);
  const radians = (latitude * Math.PI) / 180;
  const flat = 1 - eccentricity2 * Math.sin(radians) ** 2;
  const alongMeridian = (semiMajorM * (1 - eccentricity2)) / (flat * Math.sqrt(flat));
  const alongParallel = (semiMajorM / Math.sqrt(flat)) * Math.cos(radians);
  return [
    longitude + (east / alongParallel) * (180 / Math.PI),
    latitude + (north / alongMeridian) * (180 / Math.PI),
  ];
}

/** Outside this box around China nothing is shifted. */
function isShifted([longitude, latitude]: Position): boolean {
  return longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;
}

/** To the east and to the north, in metres. */
function shiftM(x: number, y: number): [number, number] {
  const wave = (value: number, ...terms: [number, number][]) =>
    (2 / 3) * terms.reduce((sum, [size, by]) => sum + size * Math.sin(value * Math.PI * by), 0);
  const common = wave(x, [20, 6], [20, 2]);
  const root = Math.sqrt(Math.abs(x));
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root;
  return [
    east + common + wave(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]),
    north + common + wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]),
  ];
}
