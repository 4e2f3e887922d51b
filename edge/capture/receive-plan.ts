// Builds the ffmpeg command that receives a live stream without decoding it. The untouched bitstream comes out of stdout, and the
// packet list out of stderr. Takes the camera's address and transport, returns an ffmpeg job as plain data.
import type { Transport } from './capture-plan.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';

/** The longest wait for a camera's first key frame. */
export const keyFrameLimitMs = 180_000;
/** ffmpeg gives up when the camera has not answered for this long. */
export const answerLimitMs = 8000;

/**
 * Inserts the parameter sets before key frames, since some cameras send them only at the start. Replaces the decoding times with
 * increasing numbers, because ffmpeg would change a time stamp that goes back.
 */
const bitstreamFilters = 'dump_extra=freq=keyframe,setts=pts=PTS:dts=N-1000000000000';

/**
 * ffmpeg reads ahead, up to this time and this many bytes, until it knows the picture size; some cameras send it only with a key
 * frame. It need not probe the frame rate.
 */
const probing = {
  analyzeduration: String(keyFrameLimitMs * 1000),
  probesize: '100000000',
  fpsprobesize: '0',
};

export function planReceiving(source: string, transport: Transport): Omit<FfmpegJob, 'onLine'> {
  const copy = [
    '-map',
    '0:v:0',
    '-c',
    'copy',
    '-copyinkf',
    '-copypriorss',
    '1',
    '-bsf:v',
    bitstreamFilters,
    '-flush_packets',
    '1',
  ];
  return {
    input: { script: streamScript(source, transport) },
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
      'pipe,file,crypto,rtp,udp,tcp,tls,rtsp,rtsps',
      ...Object.entries(probing).flatMap(([name, value]) => [`-${name}`, value]),
      '-copyts',
    ],
    outputs: [
      { target: 'stdout', options: [...copy, '-f', 'data'] },
      { target: 'pipe:2', options: [...copy, '-f', 'framecrc'] },
    ],
  };
}

/**
 * The address may hold a password. ffmpeg gets it in a concat script on stdin, so that no process list shows it. Only the video
 * is requested: sound is never recorded.
 */
function streamScript(source: string, transport: Transport): string {
  const quoted = source.replaceAll("'", String.raw`'\''`);
  return [
    'ffconcat version 1.0',
    `file '${quoted}'`,
    `option rtsp_transport ${transport}`,
    `option timeout ${answerLimitMs * 1000}`,
    'option allowed_media_types video',
    ...Object.entries(probing).map(([name, value]) => `option ${name} ${value}`),
    '',
  ].join('\n');
}
