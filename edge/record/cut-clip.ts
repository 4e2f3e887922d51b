// Cuts a clip out of the ring buffer without encoding anew: it begins with the key frame at or before the wished
// start, and plays in browsers. Takes segments and a span; writes an mp4 file, whole or not at all.
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { classifyFailure, scrub } from '../ffmpeg/capture-error.ts';
import { isWorthKeeping, readLogLine } from '../ffmpeg/ffmpeg-log.ts';
import { startFfmpeg } from '../ffmpeg/ffmpeg-process.ts';
import type { RingBuffer } from './ring-buffer.ts';
import type { Segment } from './segment.ts';

export interface ClipSpan {
  fromMs: number;
  toMs: number;
  /** Where to write it. */
  out: string;
}

export type ClipResult =
  | { ok: true; startAt: number; endAt: number }
  | { ok: false; reason: 'nothing-recorded' | 'cutting-failed'; message: string };

export async function cutClip(
  buffer: Pick<RingBuffer, 'dir' | 'within'>,
  { fromMs, toMs, out }: ClipSpan,
): Promise<ClipResult> {
  const segments = buffer.within(fromMs, toMs);
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last)
    return { ok: false, reason: 'nothing-recorded', message: 'no video of this time is kept' };
  const endAt = Math.min(toMs, last.endAt);
  const draft = `${out}.new.mp4`;
  const job = { script: clipScript(buffer.dir, segments), lengthMs: endAt - first.startAt, draft };
  let result = await copyVideo(job, []);
  // Browsers of one maker play H.265 only under this name; which codec it is, the first copy has told.
  if (result.error === null && result.codec === 'hevc')
    result = await copyVideo(job, ['-tag:v', 'hvc1']);
  if (result.error !== null) {
    await rm(draft, { force: true });
    return { ok: false, reason: 'cutting-failed', message: result.error };
  }
  await rename(draft, out);
  return { ok: true, startAt: first.startAt, endAt };
}

/** Segments one after the other, each for as long as until the next begins: a gap in the recording stays a gap. */
export function clipScript(dir: string, segments: readonly Segment[]): string {
  const lines = segments.flatMap(({ file, startAt, endAt }, index) => {
    const until = Math.max(endAt, segments[index + 1]?.startAt ?? endAt);
    return [
      // Without its protocol a path would be looked for beside the script, which is a pipe.
      `file 'file:${resolve(dir, file).replaceAll("'", String.raw`'\''`)}'`,
      `duration ${((until - startAt) / 1000).toFixed(3)}`,
    ];
  });
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}

/** ffmpeg 5.1 says so of a file that it could not finish, as on a full disk, and still ends with 0. */
const unfinished = /^Error (writing trailer of|closing file) /;

interface CopyJob {
  script: string;
  lengthMs: number;
  draft: string;
}

async function copyVideo(
  { script, lengthMs, draft }: CopyJob,
  options: string[],
): Promise<{ error: string | null; codec: string | null }> {
  let codec: string | null = null;
  let broken: string | null = null;
  const lines: string[] = [];
  const { ended } = startFfmpeg({
    input: { script },
    inputOptions: [
      '-hide_banner',
      '-nostats',
      '-loglevel',
      'repeat+info',
      '-f',
      'concat',
      '-safe',
      '0',
      '-protocol_whitelist',
      'pipe,file',
    ],
    outputs: [
      {
        target: draft,
        options: [
          '-map',
          '0:v:0',
          '-c',
          'copy',
          '-t',
          (lengthMs / 1000).toFixed(3),
          '-movflags',
          '+faststart',
          ...options,
        ],
      },
    ],
    onLine: (line) => {
      const fact = readLogLine(line);
      if (fact?.type === 'source') codec ??= fact.codec;
      if (unfinished.test(line)) broken ??= scrub(line);
      if (isWorthKeeping(line)) lines.push(line);
    },
  });
  const { error } = await ended;
  const failure = error && classifyFailure([...lines.slice(-5), error.message]).message;
  return { error: failure ?? broken, codec };
}
