// Checks a clip like other programs: ffprobe reads its metadata, ffmpeg decodes all of it. Takes a file; returns the findings.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

export type ClipCheck =
  | { made: false; why: string }
  | {
      made: true;
      codec: string;
      seconds: number;
      pictures: number;
      /** The faults that the decoder reports. */
      complaints: readonly string[];
      /** Null when no browser was used. */
      browser: BrowserVerdict | null;
    };

/** `refuses`: the browser says that it cannot play this codec. */
export type BrowserVerdict = 'plays' | 'refuses' | 'hangs';

const probed = z.object({
  streams: z.array(z.object({ codec_name: z.string(), nb_read_packets: z.coerce.number() })),
  format: z.object({ duration: z.coerce.number() }),
});

const run = promisify(execFile);
/** A message of ffmpeg about our null output, not about the clip. */
const ofTheMeasurement = /non monotonically increasing dts to muxer|Last message repeated/;

export async function checkClip(file: string): Promise<ClipCheck> {
  try {
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-count_packets',
      '-of',
      'json',
      '-show_entries',
      'stream=codec_name,nb_read_packets:format=duration',
      file,
    ]);
    return {
      made: true,
      ...readProbe(stdout),
      complaints: await complaintsOf(file),
      browser: null,
    };
  } catch (error) {
    return { made: false, why: error instanceof Error ? error.message : String(error) };
  }
}

/** @param json the output of ffprobe @throws Error when there is no video in it */
export function readProbe(json: string): { codec: string; seconds: number; pictures: number } {
  const { streams, format } = probed.parse(JSON.parse(json));
  const [video] = streams;
  if (!video) throw new Error('no video in it');
  return { codec: video.codec_name, seconds: format.duration, pictures: video.nb_read_packets };
}

/** @param log the output of ffmpeg while decoding the clip */
export function complaintsIn(log: string): string[] {
  return log.split('\n').filter((line) => line.trim() !== '' && !ofTheMeasurement.test(line));
}

async function complaintsOf(file: string): Promise<string[]> {
  const { stderr } = await run('ffmpeg', [
    '-v',
    'error',
    '-threads',
    '1',
    '-i',
    file,
    '-f',
    'null',
    '-',
  ]);
  return complaintsIn(stderr);
}
