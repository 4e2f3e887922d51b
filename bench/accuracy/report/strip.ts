// The film strip of one case: pictures of its moments with an overlay, and how often which objects were seen at its place in
// between. Takes analysed frames one by one and keeps only small pictures.
import sharp from 'sharp';
import type { Box, Observation } from '../../../contracts/index.ts';
import type { Frame } from '../../../detectors/frame.ts';
import { intersection } from '../../../detectors/tracking/overlap.ts';
import type { FrameOutcome } from '../bench-engine.ts';
import type { Case } from './cases.ts';

type DropReason = FrameOutcome['drops'][number]['drop']['reason'];

export interface StripPicture {
  atMs: number;
  /** JPEG as a data URI. */
  image: string;
  width: number;
  height: number;
  seen: Pick<Observation, 'tracks' | 'regions' | 'grid' | 'view'>;
}

export interface Strip {
  about: Case;
  pictures: StripPicture[];
  /** Analysed frames between the first and the last moment. */
  frames: number;
  /** In how many of them an object lay at the place, by track label or `static region`. */
  seenThere: ReadonlyMap<string, number>;
  /** In how many of them an object there did not count, by reason. */
  notCounted: ReadonlyMap<DropReason, number>;
}

export interface StripRecorder {
  /** Frames must come in order. */
  add(frame: Frame, outcome: FrameOutcome): Promise<void>;
  finish(): Strip;
}

export const pictureWidth = 320;
const jpegQuality = 72;

/** @param encode makes a small picture of a frame; shared by all strips, so that each frame is encoded once */
export function createStripRecorder(about: Case, encode = encodeSmall): StripRecorder {
  const moments = [...about.momentsMs];
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  const pictures: StripPicture[] = [];
  const seenThere = new Map<string, number>();
  const notCounted = new Map<DropReason, number>();
  let frames = 0;
  return {
    add: async (frame, outcome) => {
      const atMs = frame.mediaTimeMs ?? frame.capturedAt;
      if (atMs >= first && atMs <= last) {
        frames++;
        countEach(seenThere, namesAt(about, outcome.observation));
        countEach(notCounted, dropsAt(about, outcome.drops));
      }
      if (atMs < (moments[0] ?? Infinity)) return;
      while (atMs >= (moments[0] ?? Infinity)) moments.shift();
      const { tracks, regions, grid, view } = outcome.observation;
      pictures.push({ atMs, ...(await encode(frame)), seen: { tracks, regions, grid, view } });
    },
    finish: () => ({ about, pictures, frames, seenThere, notCounted }),
  };
}

type SmallPicture = Pick<StripPicture, 'image' | 'width' | 'height'>;

export async function encodeSmall({ rgb, width, height }: Frame): Promise<SmallPicture> {
  const { data, info } = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: pictureWidth, withoutEnlargement: true })
    .jpeg({ quality: jpegQuality })
    .toBuffer({ resolveWithObject: true });
  const image = `data:image/jpeg;base64,${data.toString('base64')}`;
  return { image, width: info.width, height: info.height };
}

function namesAt(about: Case, { tracks, regions }: Observation): Set<string> {
  const near = <T extends { box: Box }>(list: readonly T[]) =>
    list.filter(({ box }) => isAtPlace(about, box));
  return new Set([
    ...near(tracks).map(({ label }) => label),
    ...(near(regions).length > 0 ? ['static region'] : []),
  ]);
}

function dropsAt(about: Case, drops: FrameOutcome['drops']): Set<DropReason> {
  return new Set(
    drops
      .filter(({ fenceId, drop }) => fenceId === about.fenceId && isAtPlace(about, drop.region))
      .map(({ drop }) => drop.reason),
  );
}

/** A case without a place concerns the whole picture. */
function isAtPlace({ truthRegion, saidRegion }: Case, box: Box): boolean {
  const places = [truthRegion, saidRegion].filter((place) => place !== null);
  return places.length === 0 || places.some((place) => intersection(place, box) > 0);
}

function countEach<T>(counts: Map<T, number>, names: Iterable<T>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}
