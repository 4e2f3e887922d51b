// Checks that an MP4 file (ISO/IEC 14496-12) is complete: its boxes fit into each other and into the file, it has a video track
// with pictures, and every picture lies within the file. Takes a reader of bytes by offset; returns durations, or the first fault.
import type { ClipFault } from '../../contracts/index.ts';
import { boxesIn, Mp4Error, viewOf, type ByteSource, type Mp4Box } from './mp4-boxes.ts';
import { samplesOf, type Samples, type SampleTables, type Table } from './mp4-samples.ts';

export interface Mp4Content {
  /** The boxes at the top level of the file. */
  boxes: Mp4Box[];
  /** The duration of each picture of the video, ms, in decoding order. */
  durationsMs: number[];
}
export type CheckedMp4 = { ok: true; content: Mp4Content } | { ok: false; fault: ClipFault };

/** More than the largest table of a day-long clip. */
const largestTable = 64 * 1024 * 1024;

export async function checkMp4(source: ByteSource): Promise<CheckedMp4> {
  try {
    return { ok: true, content: await readMp4(source) };
  } catch (error) {
    if (error instanceof Mp4Error) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function readMp4(source: ByteSource): Promise<Mp4Content> {
  const boxes = await boxesIn(source, { from: 0, to: source.size, where: 'the file' });
  const [first] = boxes;
  if (first?.type !== 'ftyp') throw wrong(0, 'the file', 'ftyp first', first?.type ?? 'nothing');
  const moov = only(boxes, 'moov', { box: { to: source.size }, where: 'the file' });
  const media = boxes.filter(({ type }) => type === 'mdat');
  const video = await videoIn(source, moov);
  if (video.samples.durations.length === 0)
    throw wrong(moov.at, 'moov/trak', 'a picture', 'a video without any');
  for (const { from, to } of video.samples.chunks)
    if (!media.some((one) => from >= one.from && to <= one.to))
      throw wrong(from, 'mdat', `pictures up to byte ${to} in it`, mediaText(media));
  const durationsMs = video.samples.durations.map((units) => (units * 1000) / video.timescale);
  return { boxes, durationsMs };
}

function mediaText(media: readonly Mp4Box[]): string {
  if (media.length === 0) return 'a file without mdat';
  return `mdat from ${media.map(({ from, to }) => `${from} to ${to}`).join(', ')}`.slice(0, 200);
}

interface Video {
  timescale: number;
  samples: Samples;
}

/** Checks all tracks; returns the pictures of the first video track. */
async function videoIn(source: ByteSource, moov: Mp4Box): Promise<Video> {
  const inside = await boxesIn(source, { from: moov.from, to: moov.to, where: 'moov' });
  let video: Video | null = null;
  for (const trak of inside.filter(({ type }) => type === 'trak')) {
    const found = await trackIn(source, trak);
    video ??= found;
  }
  if (video === null) throw wrong(moov.at, 'moov', 'a video track', 'none');
  return video;
}

/** Null when the track is not a video track. */
async function trackIn(source: ByteSource, trak: Mp4Box): Promise<Video | null> {
  const mdia = await childOf(source, { box: trak, where: 'moov/trak' }, 'mdia');
  const hdlr = await tableIn(source, mdia, 'hdlr');
  const handler = String.fromCharCode(...hdlr.content.subarray(8, 12));
  const minf = await childOf(source, mdia, 'minf');
  const stbl = await childOf(source, minf, 'stbl');
  const inside = await boxesIn(source, withinOf(stbl));
  if (handler !== 'vide') return null;
  const large = inside.some(({ type }) => type === 'co64');
  const tables: SampleTables = {
    stts: await tableIn(source, stbl, 'stts'),
    stsz: await tableIn(source, stbl, 'stsz'),
    stsc: await tableIn(source, stbl, 'stsc'),
    stco: await tableIn(source, stbl, large ? 'co64' : 'stco'),
  };
  return {
    timescale: timescaleIn(await tableIn(source, mdia, 'mdhd')),
    samples: samplesOf(tables),
  };
}

/** Ticks a second. */
function timescaleIn({ box, where, content }: Table): number {
  const at = content[0] === 1 ? 20 : 12;
  if (content.length < at + 4) throw wrong(box.at, where, `${at + 4} bytes`, `${content.length}`);
  const timescale = viewOf(content).getUint32(at);
  if (timescale === 0) throw wrong(box.at, where, 'a unit of time', '0');
  return timescale;
}

interface Placed {
  box: Mp4Box;
  where: string;
}

function withinOf({ box, where }: Placed) {
  return { from: box.from, to: box.to, where };
}

async function childOf(source: ByteSource, parent: Placed, type: string): Promise<Placed> {
  const box = only(await boxesIn(source, withinOf(parent)), type, parent);
  return { box, where: `${parent.where}/${type}` };
}

async function tableIn(source: ByteSource, parent: Placed, type: string): Promise<Table> {
  const { box, where } = await childOf(source, parent, type);
  const length = box.to - box.from;
  if (length > largestTable)
    throw wrong(box.at, where, `at most ${largestTable} bytes`, `${length}`);
  return { box, where, content: await source.read(box.from, length) };
}

function only(
  boxes: readonly Mp4Box[],
  type: string,
  { box, where }: { box: Pick<Mp4Box, 'to'>; where: string },
): Mp4Box {
  const [found, second] = boxes.filter((one) => one.type === type);
  if (found === undefined) throw wrong(box.to, where, type, 'the end');
  if (second !== undefined) throw wrong(second.at, where, `one ${type}`, 'a second one');
  return found;
}

function wrong(byte: number, where: string, expected: string, came: string): Mp4Error {
  return new Mp4Error({ byte, where, expected, came });
}
