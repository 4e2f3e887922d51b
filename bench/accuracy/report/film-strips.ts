// Makes the film strips of a measurement by running once more the clips that have something to show: the same clip gives
// the same again, so nothing has to be kept the first time. Memory holds the small pictures only.
import type { Frame } from '../../../detectors/frame.ts';
import { runClip, type RunOptions } from '../run-clip.ts';
import type { JudgedClip } from '../figures.ts';
import { casesOf, type Case } from './cases.ts';
import { createStripRecorder, encodeSmall, type Strip } from './strip.ts';

export interface ClipStrips {
  judged: JudgedClip;
  strips: Strip[];
  /** Cases that are left out, so that a page can still be opened when all goes wrong. */
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

/** Strips of one clip often show the same frame: it is encoded once. Only the newest frame is remembered. */
function onceEach<T>(encode: (frame: Frame) => Promise<T>): (frame: Frame) => Promise<T> {
  let last: { frame: Frame; made: Promise<T> } | null = null;
  return (frame) => {
    if (last?.frame !== frame) last = { frame, made: encode(frame) };
    return last.made;
  };
}
