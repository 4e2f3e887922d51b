// Cuts a clip from the ring buffer without encoding. It begins with the last key frame at or before the requested start, and plays in
// browsers. Takes segments and a span; writes an mp4 file atomically, with a list of its gaps.
import { appendFile, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { clipFaultText, type ClipCoverage, type ClipSpan } from '../../contracts/index.ts';
import { checkMp4 } from '../../evidence/mp4/check-mp4.ts';
import { clipNoteBox } from '../../evidence/mp4/clip-note.ts';
import { messageOf } from '../../host/error-message.ts';
import { withFileBytes } from '../../host/file-bytes.ts';
import { classifyFailure, scrub } from '../ffmpeg/capture-error.ts';
import { isWorthKeeping, readLogLine } from '../ffmpeg/ffmpeg-log.ts';
import { startFfmpeg } from '../ffmpeg/ffmpeg-process.ts';
import { coverageOf } from './clip-coverage.ts';
import type { RingBuffer } from './ring-buffer.ts';
import type { Segment } from './segment.ts';

export interface WantedClip {
  fromMs: number;
  toMs: number;
  /** Path of the clip. */
  out: string;
}

export type ClipResult =
  | { ok: true; startAt: number; endAt: number; coverage: ClipCoverage }
  | { ok: false; reason: 'nothing-recorded' | 'cutting-failed'; message: string };

type ClipSource = Pick<RingBuffer, 'dir' | 'within' | 'reasonFor'>;

export async function cutClip(buffer: ClipSource, wanted: WantedClip): Promise<ClipResult> {
  const { fromMs, toMs, out } = wanted;
  const segments = buffer.within(fromMs, toMs);
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last)
    return { ok: false, reason: 'nothing-recorded', message: 'no video of this time is kept' };
  const { startAt } = first;
  const endAt = Math.min(toMs, last.endAt);
  const draft = `${out}.new.mp4`;
  try {
    await copyPlayable({
      script: clipScript(buffer.dir, segments),
      lengthMs: endAt - startAt,
      draft,
    });
    const coverage = await noteCoverage(draft, buffer, {
      startAt,
      asked: { from: fromMs, to: toMs },
    });
    await rename(draft, out);
    return { ok: true, startAt, endAt, coverage };
  } catch (error) {
    await rm(draft, { force: true });
    return { ok: false, reason: 'cutting-failed', message: messageOf(error) };
  }
}

/** Safari plays H.265 only with the tag hvc1. The first copy reports the codec, so H.265 is copied a second time with the tag. */
async function copyPlayable(job: CopyJob): Promise<void> {
  let result = await copyVideo(job, []);
  if (result.error === null && result.codec === 'hevc')
    result = await copyVideo(job, ['-tag:v', 'hvc1']);
  if (result.error !== null) throw new Error(result.error);
}

/** Adds the coverage to the file. */
async function noteCoverage(
  file: string,
  { reasonFor }: Pick<RingBuffer, 'reasonFor'>,
  { startAt, asked }: { startAt: number; asked: ClipSpan },
): Promise<ClipCoverage> {
  const checked = await withFileBytes(file, checkMp4);
  if (!checked.ok) throw new Error(`the clip is damaged: ${clipFaultText(checked.fault)}`);
  const { durationsMs } = checked.content;
  const coverage = coverageOf({ asked, startAt, durationsMs, reasonFor });
  await appendFile(file, clipNoteBox(coverage));
  return coverage;
}

/** A concat script in which each segment lasts until the next begins, so that gaps in the recording keep their length. */
export function clipScript(dir: string, segments: readonly Segment[]): string {
  const lines = segments.flatMap(({ file, startAt, endAt }, index) => {
    const until = Math.max(endAt, segments[index + 1]?.startAt ?? endAt);
    return [
      // With the `file:` protocol, because other paths are relative to the script, which is a pipe.
      `file 'file:${resolve(dir, file).replaceAll("'", String.raw`'\''`)}'`,
      `duration ${((until - startAt) / 1000).toFixed(3)}`,
    ];
  });
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}

/** Message of ffmpeg 5.1 for a file that it could not finish, as on a full disk. It still exits with 0. */
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
