// Decides when to take a thumbnail: a small picture of a new object that has come to rest. Deterministic, with state: takes observations
// in order; returns for each whether to take one.
import sharp from 'sharp';
import type { Observation } from '../../contracts/index.ts';
import type { Picture } from '../../detectors/frame.ts';

export interface ThumbnailWatch {
  /** Whether there is an object that no thumbnail shows yet, and the last one is long enough ago. */
  isDue(observation: Observation): boolean;
}

const apartMs = 30_000;
const longestSide = 256;
const quality = 50;

export function createThumbnailWatch(): ThumbnailWatch {
  let shown = new Set<string>();
  let lastAt = -Infinity;
  return {
    isDue: (observation) => {
      const resting = restingIn(observation);
      const isNew = resting.some((id) => !shown.has(id));
      const { capturedAt } = observation;
      if (!isNew || Math.abs(capturedAt - lastAt) < apartMs) {
        // Forget objects that have gone.
        shown = new Set(resting.filter((id) => shown.has(id)));
        return false;
      }
      shown = new Set(resting);
      lastAt = capturedAt;
      return true;
    },
  };
}

/** JPEG, at most 256 pixels wide and high. */
export async function encodeThumbnail({ width, height, rgb }: Picture): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
}

function restingIn({ regions, tracks }: Observation): string[] {
  const still = tracks.filter(({ stationarySince }) => stationarySince !== null);
  return [...regions.map(({ id }) => `region ${id}`), ...still.map(({ id }) => `track ${id}`)];
}
