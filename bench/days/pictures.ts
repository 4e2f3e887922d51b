// Pictures of errors in a window: the look at which a false alarm opened, and one look of each missed matter, with its region
// outlined. The window is rendered again with the same seed, which gives the same picture. Takes a result; writes PNGs.
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../contracts/index.ts';
import { openWindow } from '../../simulator/days/day-window.ts';
import { createPlace } from '../../simulator/days/places/create-place.ts';
import { createPainter } from '../../simulator/days/render/painter.ts';
import { picture } from '../../simulator/days/render/picture-map.ts';
import type { WindowResult } from './day-result.ts';
import { lookEveryMs } from './run-window.ts';

export interface Trouble {
  readonly name: string;
  readonly atMs: number;
  readonly region: Box | null;
}

/** A miss is shown this long after the object came to rest. */
const afterMs = 30_000;
/** Looks before it, so that the exposure settles. */
const settling = 4;

export function troublesOf({
  place,
  seed,
  startMs,
  durationMs,
  alarms,
  matters,
}: WindowResult): Trouble[] {
  const at = `${place}-${seed}-${Math.round(startMs / 60_000)}min`;
  const missed = matters.filter(({ delayMs }) => delayMs === null);
  return [
    ...alarms.map(({ cause, kind, openedMs, region }) => ({
      name: `${at}-false-${kind}-${cause}`,
      atMs: openedMs,
      region,
    })),
    ...missed.map(({ form, kind, fromMs, region }) => ({
      name: `${at}-missed-${kind}-${form}`,
      atMs: Math.min(durationMs - lookEveryMs, fromMs + afterMs),
      region,
    })),
  ];
}

/** @returns the written files */
export async function writePictures(result: WindowResult, dir: string): Promise<string[]> {
  const troubles = troublesOf(result);
  if (troubles.length === 0) return [];
  const place = createPlace(result.place);
  const painter = await createPainter(place);
  const files: string[] = [];
  for (const { name, atMs, region } of troubles) {
    const window = openWindow({ ...result, place, painter });
    const last = Math.floor(atMs / lookEveryMs);
    let rgb = new Uint8Array();
    for (let look = Math.max(0, last - settling); look <= last; look++)
      rgb = new Uint8Array((await window.lookAt(look * lookEveryMs)).rgb);
    const file = join(dir, `${name}-${last}.png`);
    await sharp(rgb, { raw: { ...picture, channels: 3 } })
      .composite(region ? [{ input: Buffer.from(outline(region)) }] : [])
      .png()
      .toFile(file);
    files.push(file);
  }
  return files;
}

function outline({ x, y, width, height }: Box): string {
  const { width: wide, height: high } = picture;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><rect x="${x * wide}" y="${y * high}" width="${width * wide}" height="${height * high}" fill="none" stroke="#ff2d2d" stroke-width="1.5"/></svg>`;
}
