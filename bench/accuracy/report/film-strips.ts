// Makes the film strips of a measurement by running the clips with cases once more: a clip always gives the same result, so
// nothing has to be kept from the first run. Only small pictures are held in memory.
import type { Frame } from '../../../detectors/frame.ts';
import { runClip, type RunOptions } from '../run-clip.ts';
import type { JudgedClip } from '../figures.ts';
import { casesOf, type Case } from './cases.ts';
import { createStripRecorder, encodeSmall, type Strip } from './strip.ts';

export interface ClipStrips {
  judged: JudgedClip;
  strips: Strip[];
  /** Further cases are left out, so that the page can still be opened. */
  leftOut: number;
}

const mostPerClip = 12;
const mostInAll = 80;

export async function filmStrips(
  judged: readonly JudgedClip[],
  options: Omit<RunOptions, 'onFrame'>,
): Promise<ClipStrips[]> {
  const made: ClipStrips[] = [];
  let room = mostInAll;
  for (const one of judged) {
    const cases = casesOf(one);
    if (cases.length === 0) continue;
    const shown = cases.slice(0, Math.min(room, mostPerClip));
    room -= shown.length;
    const strips = shown.length > 0 ? await recordStrips(one, shown, options) : [];
    made.push({ judged: one, strips, leftOut: cases.length - shown.length });
  }
  return made;
}

async function recordStrips(
  { clip }: JudgedClip,
  cases: readonly Case[],
  options: Omit<RunOptions, 'onFrame'>,
): Promise<Strip[]> {
  const encode = onceEach(encodeSmall);
  const recorders = cases.map((about) => createStripRecorder(about, encode));
  await runClip(clip, {
    ...options,
    onFrame: async (frame, outcome) => {
      for (const recorder of recorders) await recorder.add(frame, outcome);
    },
  });
  return recorders.map((recorder) => recorder.finish());
}

/** Strips of one clip often share a frame: it is encoded once. Only the newest frame is cached. */
function onceEach<T>(encode: (frame: Frame) => Promise<T>): (frame: Frame) => Promise<T> {
  let last: { frame: Frame; made: Promise<T> } | null = null;
  return (frame) => {
    if (last?.frame !== frame) last = { frame, made: encode(frame) };
    return last.made;
  };
}
