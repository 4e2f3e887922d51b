// Splits an access unit with start codes into NAL units, and finds the parameter sets. Pure.
import type { FilmCodec } from './film.ts';

export function nalUnits(data: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let start = -1;
  for (let at = 0; at + 2 < data.length; at++) {
    if (data[at] !== 0 || data[at + 1] !== 0 || data[at + 2] !== 1) continue;
    if (start >= 0) units.push(data.subarray(start, data[at - 1] === 0 ? at - 1 : at));
    start = at + 3;
    at += 2;
  }
  if (start >= 0) units.push(data.subarray(start));
  return units;
}

/** `vps`, `sps` or `pps`; null for others. */
export function parameterSetOf(codec: FilmCodec, unit: Buffer): 'vps' | 'sps' | 'pps' | null {
  const first = unit[0] ?? 0;
  if (codec === 'h264') {
    const type = first & 31;
    return type === 7 ? 'sps' : type === 8 ? 'pps' : null;
  }
  const type = (first >> 1) & 63;
  return type === 32 ? 'vps' : type === 33 ? 'sps' : type === 34 ? 'pps' : null;
}
